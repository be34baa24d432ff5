package dev.kinglet.closure;

import dev.kinglet.closure.SessionClasses.Body;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.reflect.AccessFlag;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which static fields of a JShell session the code that a function can reach mentions: the session's variables, and static fields of classes
 * that were declared in it. On a worker they would have the values that they are born with.
 *
 * <p>Followed is each method that can run, by the calls that may end in it; never a {@code do_it$}, which runs once, in the session, and
 * would lead through all of it, to the executor itself. Of which classes the inputs will be is not known yet, so a call may end in every
 * class of the session that has such a method.
 */
final class Snippets {

    /** How sure it is that code runs, surest last. */
    enum Reach {
        /** Libraries may call it: it implements a method of theirs, or can be found by reflection. */
        CALLBACK,
        /** A call that the function makes ends there for objects of some class. */
        DISPATCH,
        /** The function itself, and what it calls by name. */
        DIRECT
    }

    /** A static field, by the internal name of its class. */
    record Variable(String owner, String name) implements Comparable<Variable> {
        @Override
        public int compareTo(Variable other) {
            int byOwner = owner.compareTo(other.owner);
            return byOwner != 0 ? byOwner : name.compareTo(other.name);
        }

        /** Whether a snippet declares it, not a class. */
        boolean isOfTheSession() {
            return SessionClasses.isWrapper(owner);
        }
    }

    private record Step(Body body, Reach reach) {}

    private static final String RUNS_THE_SNIPPET = "do_it$";
    private static final String INITIALISER = "<clinit>";

    /** Who calls these may reach anything by name. */
    private static final Set<String> REFLECTION = Set.of(
            "java/lang/reflect/Method",
            "java/lang/reflect/Constructor",
            "java/lang/reflect/Field",
            "java/lang/invoke/MethodHandles$Lookup");

    private final SessionClasses classes;
    private final LibraryMethods library;
    private final Map<Body, Reach> met = new HashMap<>();

    /** The surest first, so that hardly a method is read twice. */
    private final Queue<Step> todo =
            new PriorityQueue<>(Comparator.comparing(Step::reach).reversed());

    private final Map<Variable, Reach> read = new TreeMap<>();
    private final Set<Variable> written = new TreeSet<>();
    private final Set<String> enums = new TreeSet<>();
    private final Set<String> open = new HashSet<>();
    private boolean reflects;
    private Reach now = Reach.DIRECT;

    private Snippets(SessionClasses classes) {
        this.classes = classes;
        this.library = new LibraryMethods(classes);
    }

    /** Whether a class, by internal name, was born in JShell. */
    static boolean isSnippet(String internalName) {
        return SessionClasses.isSnippet(internalName);
    }

    /** What a function may reach, whose lambdas and classes were seen. */
    static Snippets reachedBy(Sightings sightings, SessionClasses classes) {
        Snippets snippets = new Snippets(classes);
        for (LambdaForm form : sightings.lambdas()) {
            snippets.call(form.implClass(), form.implName() + form.implSignature(), true);
        }
        for (Class<?> type : sightings.classes()) {
            snippets.meetSeen(type.getName().replace('.', '/'));
        }
        int before;
        do {
            before = snippets.met.size();
            snippets.follow();
            classes.declared().forEach(snippets::meetCallbacks);
            snippets.follow();
        } while (snippets.met.size() > before);
        return snippets;
    }

    /** What objects of the classes that were seen may reach while they are made again, which is before the function runs. */
    static Snippets reachedByDecoding(Sightings sightings, SessionClasses classes) {
        Snippets snippets = new Snippets(classes);
        for (Class<?> type : sightings.classes()) {
            for (String name : classes.supertypes(type.getName().replace('.', '/'))) {
                for (Body body : classes.bodies(name)) {
                    if (LibraryMethods.runsWhileDecoding(body.name())) {
                        snippets.reach(body, Reach.DIRECT);
                    }
                }
            }
        }
        snippets.follow();
        return snippets;
    }

    /** What is read, and how sure that is. */
    Map<Variable, Reach> read() {
        return read;
    }

    /** What is written. */
    Set<Variable> written() {
        return written;
    }

    /** The session's enums that may be used. Their constants may have state. */
    Set<String> enums() {
        return enums;
    }

    /** A class of an object of the graph, or one that a lambda of it lies in. */
    private void meetSeen(String name) {
        if (SessionClasses.isWrapper(name)) {
            return;
        }
        initialise(name);
        open(name);
        for (String each : classes.supertypes(name)) {
            for (Body body : classes.bodies(each)) {
                if (library.isKinglets(body)) {
                    reach(body, Reach.DIRECT);
                }
            }
        }
    }

    /** Objects of this class are there, and libraries may look at them by reflection. */
    private void open(String name) {
        open.addAll(classes.supertypes(name));
    }

    private void meetCallbacks(String name) {
        for (Body body : classes.bodies(name)) {
            boolean shown = open.contains(name) && body.method().flags().has(AccessFlag.PUBLIC);
            if (reflects || shown || LibraryMethods.runsWhileDecoding(body.name()) || library.implementsOne(body)) {
                reach(body, Reach.CALLBACK);
            }
        }
    }

    private void reach(Body body, Reach reach) {
        Reach before = met.get(body);
        if (!body.name().startsWith(RUNS_THE_SNIPPET) && (before == null || before.compareTo(reach) < 0)) {
            met.put(body, reach);
            todo.add(new Step(body, reach));
        }
    }

    private void follow() {
        for (Step step = todo.poll(); step != null; step = todo.poll()) {
            now = step.reach;
            step.body.method().code().ifPresent(code -> code.forEach(this::read));
        }
        now = Reach.DIRECT;
    }

    private void read(CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                call(
                        call.owner().asInternalName(),
                        call.name().stringValue() + call.type().stringValue(),
                        call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE);
            case FieldInstruction field -> read(field);
            case InvokeDynamicInstruction call -> call.bootstrapArgs().forEach(this::read);
            case NewObjectInstruction creation -> {
                initialise(creation.className().asInternalName());
                open(creation.className().asInternalName());
            }
            case ConstantInstruction.LoadConstantInstruction constant -> read(constant.constantValue());
            default -> {}
        }
    }

    private void call(String owner, String signature, boolean dispatched) {
        reflects |= REFLECTION.contains(owner);
        initialise(owner);
        for (String each : classes.supertypes(owner)) {
            Body body = classes.own(each, signature);
            if (body != null) {
                reach(body, now);
            }
        }
        if (dispatched) {
            dispatch(owner, signature);
        }
    }

    /** To every class that may be the object's. Who implements a library's type is not asked: names and types do. */
    private void dispatch(String owner, String signature) {
        Reach reach = now.compareTo(Reach.DISPATCH) < 0 ? now : Reach.DISPATCH;
        for (Body body : classes.withSignature(signature)) {
            if (!isSnippet(owner) || classes.supertypes(body.owner()).contains(owner) || isInterface(owner)) {
                reach(body, reach);
            }
        }
    }

    /** A class may inherit what it implements an interface with from a class that does not know the interface. */
    private boolean isInterface(String owner) {
        ClassModel model = classes.get(owner);
        return model != null && model.flags().has(AccessFlag.INTERFACE);
    }

    private void read(FieldInstruction field) {
        if (field.opcode() != Opcode.GETSTATIC && field.opcode() != Opcode.PUTSTATIC) {
            return;
        }
        initialise(field.owner().asInternalName());
        String name = field.name().stringValue();
        for (String owner : classes.supertypes(field.owner().asInternalName())) {
            if (declares(owner, name)) {
                Variable variable = new Variable(owner, name);
                if (field.opcode() == Opcode.GETSTATIC) {
                    read.merge(variable, now, (one, other) -> one.compareTo(other) > 0 ? one : other);
                } else {
                    written.add(variable);
                }
                return;
            }
        }
    }

    private boolean declares(String owner, String name) {
        ClassModel model = classes.get(owner);
        if (model != null) {
            for (FieldModel field : model.fields()) {
                if (field.fieldName().equalsString(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void read(ConstantDesc constant) {
        switch (constant) {
            case DirectMethodHandleDesc handle ->
                call(internalName(handle.owner()), handle.methodName() + handle.lookupDescriptor(), true);
            case DynamicConstantDesc<?> dynamic -> dynamic.bootstrapArgsList().forEach(this::read);
            case ClassDesc type
            when type.isClassOrInterface() -> {
                initialise(internalName(type));
                open(internalName(type));
            }
            default -> {}
        }
    }

    private void initialise(String owner) {
        for (String each : classes.supertypes(owner)) {
            Body initialiser = classes.own(each, INITIALISER + "()V");
            if (initialiser != null && !SessionClasses.isWrapper(each)) {
                reach(initialiser, now);
            }
            ClassModel model = classes.get(each);
            if (model != null && model.flags().has(AccessFlag.ENUM)) {
                enums.add(each);
            }
        }
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }
}
