package dev.kinglet.closure;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.attribute.LocalVariableTableAttribute;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandleInfo;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a lambda looks in its source, as far as its class file tells: the names of what it captures, and its line. */
final class LambdaSource {

    private final boolean capturesThis;
    private final String className;
    private final Map<Integer, String> names = new HashMap<>();
    private String place;

    private LambdaSource(boolean capturesThis, String className, String place) {
        this.capturesThis = capturesThis;
        this.className = className;
        this.place = place;
    }

    /**
     * The source of a lambda.
     *
     * @param form what it is made of, or null where that is not known
     * @param type its class
     */
    static LambdaSource of(@Nullable LambdaForm form, Class<?> type) {
        if (form == null) {
            return new LambdaSource(false, "", " in " + type.getName().split("\\$\\$Lambda", -1)[0]);
        }
        boolean generated = form.implName().startsWith("lambda$");
        ClassLoader loader = type.getClassLoader();
        LambdaSource source = new LambdaSource(
                generated && form.implKind() != MethodHandleInfo.REF_invokeStatic && form.captured() > 0,
                form.implClass().replace('/', '.'),
                " in " + form.capturingClass().replace('/', '.'));
        LambdaSites sites = LambdaSites.of(form.capturingClass(), loader);
        sites.of(form).stream().findFirst().ifPresent(place -> source.place = " at " + sites.text(place));
        try {
            byte[] bytes = loader == null ? null : Origin.read(form.implClass(), loader);
            if (bytes != null) {
                source.read(ClassFile.of().parse(bytes), form);
            }
        } catch (IOException | IllegalArgumentException e) {
            return source; // names are an extra
        }
        return source;
    }

    private void read(ClassModel model, LambdaForm form) {
        for (MethodModel method : model.methods()) {
            if (method.methodName().equalsString(form.implName())
                    && method.methodType().equalsString(form.implSignature())) {
                CodeModel code = method.code().orElse(null);
                if (code != null && method.methodName().stringValue().startsWith("lambda$")) {
                    readNames(method, code);
                }
            }
        }
    }

    private void readNames(MethodModel method, CodeModel code) {
        Map<Integer, String> bySlot = new HashMap<>();
        for (LocalVariableTableAttribute table : code.findAttributes(Attributes.localVariableTable())) {
            for (LocalVariableInfo variable : table.localVariables()) {
                if (variable.startPc() == 0) {
                    bySlot.put(variable.slot(), variable.name().stringValue());
                }
            }
        }
        int slot = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        int argument = slot;
        for (ClassDesc parameter : method.methodTypeSymbol().parameterList()) {
            String name = bySlot.get(slot);
            if (name != null) {
                names.put(argument, name);
            }
            argument++;
            slot += List.of("J", "D").contains(parameter.descriptorString()) ? 2 : 1;
        }
    }

    /** The name of a captured value: {@code this}, a variable's, or its type, where the class file has no names. */
    String name(int argument, Object value) {
        if (capturesThis && argument == 0) {
            return "this";
        }
        String name = names.get(argument);
        return name == null ? "(" + simpleName(value.getClass()) + ")" : name;
    }

    private static String simpleName(Class<?> type) {
        return type.isHidden() && type.getInterfaces().length > 0
                ? type.getInterfaces()[0].getSimpleName()
                : type.getSimpleName();
    }

    /** What to say when the captured value is the reason: where the lambda is, and what its value is. */
    String hint(int argument) {
        if (capturesThis && argument == 0) {
            return " The lambda" + place + " captures `this` (" + className
                    + ") because it uses a field or method of it: copy what it needs to a local variable first.";
        }
        return " The lambda" + place + " captures it"
                + (names.containsKey(argument) ? "." : "; its name is not in the class file (javac -g would keep it).");
    }
}
