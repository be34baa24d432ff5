package dev.kinglet.closure;

import dev.kinglet.closure.ProgramClasses.Body;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which static fields a function reads: by its own code, by the program's methods that it calls or may call, and by the methods of a
 * library's class that these call by name.
 */
final class StaticReads {

    /** A place in the program's code. */
    record Place(Body body, int line) {}

    private static final String INITIALISER = "<clinit>";

    private final ProgramClasses program;
    private final OpenMethods open;
    private final Set<Body> reached = new HashSet<>();
    private final Deque<Body> todo = new ArrayDeque<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> initialised = new HashSet<>();
    private final Map<String, Place> fields = new LinkedHashMap<>();
    private final Set<String> parts = new HashSet<>();
    private boolean initialising;

    private StaticReads(ProgramClasses program) {
        this.program = program;
        this.open = new OpenMethods(program);
    }

    /** @param objects the classes of the objects that the function captures */
    static StaticReads of(ProgramClasses program, Collection<LambdaForm> lambdas, Collection<String> objects) {
        StaticReads reads = new StaticReads(program);
        for (LambdaForm form : lambdas) {
            if (program.isOwn(form.implClass())) {
                reads.call(form.implClass(), form.implName() + form.implSignature(), true, form.implClass());
            }
        }
        objects.forEach(reads::make);
        reads.follow();
        reads.initialising = true;
        reads.follow();
        return reads;
    }

    /** The fields, by class and name, and where each is read first. */
    Map<String, Place> fields() {
        return fields;
    }

    /** The names of the fields of objects that are read. */
    Set<String> parts() {
        return parts;
    }

    boolean reaches(Body body) {
        return reached.contains(body);
    }

    private void follow() {
        if (initialising) {
            for (String each : List.copyOf(initialised)) {
                reachInitialiser(each);
            }
        }
        for (Body body = todo.poll(); body != null; body = todo.poll()) {
            read(body);
        }
    }

    private void reach(Body body) {
        if (reached.add(body)) {
            todo.add(body);
        }
    }

    /** Initialisers come last: what only they read of their own class is as they left it. */
    private void initialise(String type) {
        if (initialised.add(type) && initialising) {
            reachInitialiser(type);
        }
    }

    private void reachInitialiser(String type) {
        Body body = program.isOwn(type) ? program.own(type, INITIALISER + "()V") : null;
        if (body != null) {
            reach(body);
        }
    }

    private void make(String type) {
        if (!program.isOwn(type) || !made.add(type)) {
            return;
        }
        initialise(type);
        for (String each : program.supertypes(type)) {
            for (Body body : program.bodies(each)) {
                if (open.implementsOne(body, type)) {
                    reach(body);
                }
            }
        }
    }

    private void read(Body body) {
        int[] line = new int[1];
        body.method()
                .code()
                .ifPresent(code -> code.forEach(element -> {
                    if (element instanceof LineNumber number) {
                        line[0] = number.line();
                    } else {
                        read(element, new Place(body, line[0]));
                    }
                }));
    }

    private void read(CodeElement element, Place place) {
        String from = place.body.owner();
        switch (element) {
            case FieldInstruction field -> read(field, place);
            case InvokeInstruction call ->
                call(
                        call.owner().asInternalName(),
                        call.name().stringValue() + call.type().stringValue(),
                        call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE,
                        from);
            case InvokeDynamicInstruction call -> call.bootstrapArgs().forEach(constant -> read(constant, from));
            case NewObjectInstruction creation -> make(creation.className().asInternalName());
            case ConstantInstruction.LoadConstantInstruction constant -> read(constant.constantValue(), from);
            default -> {}
        }
    }

    private void read(ConstantDesc constant, String from) {
        if (constant instanceof DirectMethodHandleDesc handle) {
            String owner = FieldFlow.internalName(handle.owner());
            call(owner, handle.methodName() + handle.lookupDescriptor(), true, from);
            if (handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
                call(owner, "<init>" + handle.lookupDescriptor(), false, from);
                make(owner);
            }
        } else if (constant instanceof DynamicConstantDesc<?> dynamic) {
            dynamic.bootstrapArgsList().forEach(each -> read(each, from));
        }
    }

    private void read(FieldInstruction instruction, Place place) {
        String owner = instruction.owner().asInternalName();
        String name = instruction.name().stringValue();
        if (instruction.opcode() == Opcode.GETFIELD) {
            parts.add(name);
            readConstants(owner, place);
            return;
        }
        if (instruction.opcode() == Opcode.PUTFIELD) {
            return;
        }
        initialise(owner);
        ProgramClasses.Field field = program.field(owner, name);
        boolean initialisesItself =
                initialising && field != null && field.owner().equals(place.body.owner());
        if (instruction.opcode() == Opcode.GETSTATIC && field != null && !initialisesItself) {
            fields.putIfAbsent(field.owner() + "." + name, place);
        }
    }

    /** Wherever a function has a constant of an enum from, it is the one that a static field of its class refers to. */
    private void readConstants(String owner, Place place) {
        ClassModel model = program.isOwn(owner) ? program.get(owner) : null;
        if (model != null && model.flags().has(AccessFlag.ENUM)) {
            for (FieldModel field : model.fields()) {
                if (field.flags().has(AccessFlag.ENUM)) {
                    fields.putIfAbsent(owner + "." + field.fieldName().stringValue(), place);
                }
            }
        }
    }

    private void call(String owner, String signature, boolean dispatched, String from) {
        // Of libraries, only what the program names itself, and what that calls in its own class.
        if (!program.isOwn(owner) && !program.isOwn(from) && !owner.equals(from)) {
            return;
        }
        initialise(owner);
        Body body = program.find(owner, signature);
        if (body != null && (program.isOwn(body.owner()) || body.owner().equals(owner))) {
            reach(body);
        }
        if (dispatched && program.isOwn(owner) && isOpen(owner, body)) {
            for (String each : program.subtypes(owner)) {
                Body overriding = program.own(each, signature);
                if (overriding != null) {
                    reach(overriding);
                }
            }
        }
    }

    private boolean isOpen(String owner, @Nullable Body body) {
        ClassModel model = program.get(owner);
        return model != null
                && !model.flags().has(AccessFlag.FINAL)
                && (body == null
                        || !(body.method().flags().has(AccessFlag.STATIC)
                                || body.method().flags().has(AccessFlag.PRIVATE)
                                || body.method().flags().has(AccessFlag.FINAL)
                                || body.name().equals("<init>")));
    }
}
