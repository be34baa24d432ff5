package dev.kinglet.closure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which variables of a JShell session a function reads. JShell makes each snippet a class, {@code REPL.$JShell$N}, whose static members are
 * the variable or method, and whose {@code do_it$} runs the snippet's code once, in the session. A lambda that reads a variable of the
 * session reads that static field, which would be zero on a worker.
 *
 * <p>Followed are the bodies of methods that the function can reach, and all methods of classes that the user declared; never a
 * {@code do_it$}, which would lead through the whole session, to the executor itself.
 */
final class Snippets {

    private static final String PACKAGE = "REPL/";
    private static final Pattern WRAPPER = Pattern.compile("REPL/\\$JShell\\$[^$/]+");
    private static final String RUNS_THE_SNIPPET = "do_it$";

    private record Body(String owner, String name, String descriptor) {}

    private final ClassLoader loader;
    private final Map<String, ClassModel> models = new HashMap<>();
    private final Set<Body> metBodies = new HashSet<>();
    private final Set<String> metClasses = new HashSet<>();
    private final Deque<Body> todo = new ArrayDeque<>();
    private final Set<String> variables = new TreeSet<>();

    private Snippets(ClassLoader loader) {
        this.loader = loader;
    }

    /** Whether a class, by internal name, was born in JShell. */
    static boolean isSnippet(String internalName) {
        return internalName.startsWith(PACKAGE);
    }

    /** The variables that what was seen may read, as class and field: {@code REPL.$JShell$3.count}; sorted. */
    static Set<String> variablesReadBy(Sightings sightings) {
        if (!sightings.hasSnippets()) {
            return Set.of();
        }
        Snippets snippets = new Snippets(sightings.snippetLoader());
        for (Sightings.Lambda lambda : sightings.snippetLambdas()) {
            LambdaForm form = lambda.form();
            snippets.meet(form.implClass(), form.implName(), form.implSignature());
        }
        sightings.classes().forEach(type -> snippets.meetClass(type.getName().replace('.', '/')));
        snippets.follow();
        return snippets.variables;
    }

    private void meet(String owner, String name, String descriptor) {
        if (!isSnippet(owner)) {
            return;
        }
        meetClass(owner);
        Body body = new Body(owner, name, descriptor);
        if (!name.equals(RUNS_THE_SNIPPET) && metBodies.add(body)) {
            todo.add(body);
        }
    }

    /** A class that the user declared in the session: any of its methods may be called. */
    private void meetClass(String name) {
        if (!isSnippet(name) || WRAPPER.matcher(name).matches() || !metClasses.add(name)) {
            return;
        }
        ClassModel model = model(name);
        if (model != null) {
            for (MethodModel method : model.methods()) {
                meet(
                        name,
                        method.methodName().stringValue(),
                        method.methodType().stringValue());
            }
            model.superclass().ifPresent(parent -> meetClass(parent.asInternalName()));
        }
    }

    private void follow() {
        while (!todo.isEmpty()) {
            Body body = todo.remove();
            ClassModel model = model(body.owner);
            if (model == null) {
                continue;
            }
            for (MethodModel method : model.methods()) {
                if (method.methodName().equalsString(body.name)
                        && method.methodType().equalsString(body.descriptor)) {
                    method.code().ifPresent(code -> code.forEach(this::read));
                }
            }
        }
    }

    private void read(CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                meet(
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
            case FieldInstruction field -> read(field);
            case InvokeDynamicInstruction call -> call.bootstrapArgs().forEach(this::read);
            case NewObjectInstruction creation -> meetClass(creation.className().asInternalName());
            case TypeCheckInstruction check -> meetClass(check.type().asInternalName());
            case ConstantInstruction.LoadConstantInstruction constant -> read(constant.constantValue());
            default -> {}
        }
    }

    private void read(FieldInstruction field) {
        String owner = field.owner().asInternalName();
        meetClass(owner);
        if (field.opcode() == Opcode.GETSTATIC && WRAPPER.matcher(owner).matches()) {
            variables.add(owner.replace('/', '.') + "." + field.name().stringValue());
        }
    }

    private void read(ConstantDesc constant) {
        if (constant instanceof DirectMethodHandleDesc handle) {
            meet(internalName(handle.owner()), handle.methodName(), handle.lookupDescriptor());
        } else if (constant instanceof ClassDesc type && type.isClassOrInterface()) {
            meetClass(internalName(type));
        }
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private @Nullable ClassModel model(String name) {
        ClassModel known = models.get(name);
        if (known != null) {
            return known;
        }
        try {
            byte[] bytes = Origin.read(name, loader);
            if (bytes == null) {
                return null;
            }
            ClassModel model = ClassFile.of().parse(bytes);
            models.put(name, model);
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("the snippet class " + name + " cannot be read", e);
        }
    }
}
