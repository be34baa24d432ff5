package dev.kinglet.closure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberTableAttribute;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.attribute.LocalVariableTableAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
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
    private String place = "";

    private LambdaSource(SerializedLambda form) {
        int kind = form.getImplMethodKind();
        boolean generated = form.getImplMethodName().startsWith("lambda$");
        this.capturesThis = generated && kind != MethodHandleInfo.REF_invokeStatic && form.getCapturedArgCount() > 0;
        this.className = form.getImplClass().replace('/', '.');
    }

    static LambdaSource of(SerializedLambda form, @Nullable ClassLoader loader) {
        LambdaSource source = new LambdaSource(form);
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(form.getImplClass() + ".class")) {
            if (in != null) {
                source.read(ClassFile.of().parse(in.readAllBytes()), form);
            }
        } catch (IOException | IllegalArgumentException e) {
            return source; // names are an extra
        }
        return source;
    }

    private void read(ClassModel model, SerializedLambda form) {
        for (MethodModel method : model.methods()) {
            if (method.methodName().equalsString(form.getImplMethodName())
                    && method.methodType().equalsString(form.getImplMethodSignature())) {
                CodeModel code = method.code().orElse(null);
                if (code != null && method.methodName().stringValue().startsWith("lambda$")) {
                    readNames(method, code);
                    readPlace(model, code);
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

    private void readPlace(ClassModel model, CodeModel code) {
        SourceFileAttribute file = model.findAttribute(Attributes.sourceFile()).orElse(null);
        LineNumberTableAttribute lines =
                code.findAttribute(Attributes.lineNumberTable()).orElse(null);
        if (file != null && lines != null && !lines.lineNumbers().isEmpty()) {
            place = " at " + file.sourceFile().stringValue() + ":"
                    + lines.lineNumbers().getFirst().lineNumber();
        }
    }

    /** The name of a captured value: {@code this}, a variable's, or its number. */
    String name(int argument) {
        if (capturesThis && argument == 0) {
            return "this";
        }
        String name = names.get(argument);
        return name == null ? "captured[" + argument + "]" : name;
    }

    /** What to say when the captured value is the reason, or nothing. */
    String hint(int argument) {
        return capturesThis && argument == 0
                ? " The lambda" + place + " captures `this` (" + className
                        + ") because it uses a field or method of it: copy what it needs to a local variable first."
                : "";
    }
}
