package dev.kinglet.equality;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a method of a class reaches: the methods of the user's that it calls, as far as the class of their receiver is known, the fields that
 * these read, and whether anything in them may be another one in each process.
 */
final class HashReach {

    private static final int MOST_METHODS = 300;
    private static final Set<String> NUMBERS = Set.of("java/lang/Integer", "java/lang/Long", "java/lang/Number");

    private final Class<?> type;
    private final boolean copied;
    private final Set<Method> methods = new LinkedHashSet<>();
    private final Deque<Method> left = new ArrayDeque<>();
    private final Set<Field> read = new LinkedHashSet<>();
    private final Set<Field> written = new LinkedHashSet<>();
    private final Set<String> made = new HashSet<>();

    private boolean hashesObjects;
    private @Nullable String identity;
    private @Nullable String unknown;

    private HashReach(Class<?> type, boolean copied) {
        this.type = type;
        this.copied = copied;
    }

    /** What a copy of a method reaches when it is called on an object of {@code type}. */
    static HashReach of(Class<?> type, Method method) {
        return of(method, new HashReach(type, true));
    }

    /** What a method itself reaches, where {@code hashCode} is that of the user's. */
    static HashReach ofOriginal(Class<?> type, Method method) {
        return of(method, new HashReach(type, false));
    }

    private static HashReach of(Method method, HashReach reach) {
        reach.follow(method);
        while (!reach.left.isEmpty() && reach.methods.size() <= MOST_METHODS) {
            reach.readCode(reach.left.removeFirst());
        }
        if (!reach.left.isEmpty()) {
            reach.unknown = "reaches more than " + MOST_METHODS + " methods";
        }
        reach.judgeState();
        return reach;
    }

    /** Whether it asks for hash codes of objects that may have one of their identity. */
    boolean hashesObjects() {
        return hashesObjects;
    }

    /** Where an identity comes in for certain, or null. */
    @Nullable
    String identity() {
        return identity;
    }

    /** What in it cannot be known to be the same in each process, or null. */
    @Nullable
    String unknown() {
        return unknown;
    }

    /** The fields of objects that it reads. */
    Set<Field> read() {
        return read;
    }

    /** The methods that it runs. */
    Set<Method> methods() {
        return methods;
    }

    private void follow(@Nullable Method method) {
        if (method != null
                && !Modifier.isAbstract(method.getModifiers())
                && !StableClasses.isOfTheJdk(method.getDeclaringClass())
                && methods.add(method)) {
            left.add(method);
        }
    }

    private void readCode(Method method) {
        MethodModel model = Methods.model(method);
        if (model == null || model.code().isEmpty()) {
            doubt("calls " + name(method) + ", whose code is not to be had");
            return;
        }
        model.code().get().forEach(element -> element(method.getDeclaringClass(), element));
    }

    private void element(Class<?> within, CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                call(
                        within,
                        call.opcode(),
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
            case InvokeDynamicInstruction call -> dynamic(within, call);
            case FieldInstruction access -> field(within, access);
            case NewObjectInstruction make ->
                made.add(make.className().asInternalName().replace('/', '.'));
            case TypeCheckInstruction check
            when check.opcode() == Opcode.CHECKCAST
                    && NUMBERS.contains(check.type().asInternalName()) ->
                // It may be a hash code that somebody kept, as memoizing suppliers do.
                doubt("takes an object for a number in " + within.getName());
            default -> {
                // of no consequence
            }
        }
    }

    /** State that outlives a hash code and is not known to begin anew in a copy. */
    private void judgeState() {
        for (Field field : written) {
            if (!KeptHashes.isOne(field)
                    && !made.contains(field.getDeclaringClass().getName())) {
                doubt("writes the field " + field.getName());
            }
        }
        for (Field field : read) {
            if (KeptHashes.mayBe(field)
                    && !KeptHashes.isOne(field)
                    && !made.contains(field.getDeclaringClass().getName())) {
                doubt("reads the field " + field.getName());
            }
        }
    }

    private void call(Class<?> within, Opcode opcode, String owner, String name, String descriptor) {
        CallRule rule = CallRule.of(opcode, owner, name, descriptor, Methods.isOfTheJdk(owner, within));
        switch (rule.kind()) {
            case KEPT -> {
                // the same in each process
            }
            case STABLE -> {
                hashesObjects = true;
                if (!copied && "code".equals(rule.target())) {
                    follow(target(within, opcode, owner, name, descriptor));
                }
            }
            case INHERITED -> {
                // a hash code by content
            }
            case IDENTITY -> identity = "calls " + owner.replace('/', '.') + "." + name;
            case UNKNOWN -> doubt("calls " + owner.replace('/', '.') + "." + name);
            case COPIED -> follow(target(within, opcode, owner, name, descriptor));
        }
    }

    private @Nullable Method target(Class<?> within, Opcode opcode, String owner, String name, String descriptor) {
        Class<?> called = Methods.load(owner, within);
        if (called == null) {
            doubt("calls " + owner.replace('/', '.') + ", which is missing");
            return null;
        }
        boolean virtual = opcode == Opcode.INVOKEVIRTUAL || opcode == Opcode.INVOKEINTERFACE;
        Method declared = Methods.implementation(called, name, descriptor);
        boolean isPrivate = declared != null && Modifier.isPrivate(declared.getModifiers());
        if (virtual && !isPrivate) {
            // The receiver may be of a class that is seen only when it is there, so that the call is linked then.
            hashesObjects = true;
        }
        Method target = virtual && !isPrivate && called.isAssignableFrom(type)
                ? Methods.implementation(type, name, descriptor)
                : declared;
        if (target != null && "hashCode".equals(name) && StableClasses.isOfTheJdk(target.getDeclaringClass())) {
            inherited(target);
        }
        return target;
    }

    /** A superclass of the user's that leaves its {@code hashCode} to the JDK. */
    private void inherited(Method hashCode) {
        if (hashCode.getDeclaringClass() == Object.class) {
            identity = "calls java.lang.Object.hashCode";
        } else if (!StableClasses.hashesContents(hashCode.getDeclaringClass())) {
            doubt("calls the hashCode of " + hashCode.getDeclaringClass().getName());
        }
    }

    private void dynamic(Class<?> within, InvokeDynamicInstruction call) {
        String bootstrap = call.bootstrapMethod().owner().descriptorString();
        boolean hash = bootstrap.equals("Ljava/lang/runtime/ObjectMethods;")
                && call.name().equalsString("hashCode");
        if (hash || !bootstrap.startsWith("Ljava/lang/")) {
            doubt("uses " + bootstrap + " in " + within.getName());
        }
        for (ConstantDesc argument : call.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
                Opcode opcode = CallRewriter.opcode(handle);
                if (opcode != null) {
                    call(
                            within,
                            opcode,
                            CallRewriter.internalName(handle.owner()),
                            handle.methodName(),
                            handle.lookupDescriptor());
                }
            }
        }
    }

    private void field(Class<?> within, FieldInstruction access) {
        String owner = access.owner().asInternalName();
        if (Methods.isOfTheJdk(owner, within)) {
            return;
        }
        Field field = Fields.find(owner, access.name().stringValue(), within);
        if (field == null) {
            doubt("uses the field " + access.name().stringValue() + ", which is missing");
        } else if (access.opcode() == Opcode.GETFIELD) {
            read(field);
        } else if (access.opcode() == Opcode.PUTSTATIC
                || (access.opcode() == Opcode.GETSTATIC && !Fields.isTheSameEverywhere(field))) {
            doubt("uses the static field " + field.getName());
        } else if (access.opcode() == Opcode.PUTFIELD) {
            written.add(field);
        }
    }

    private void read(Field field) {
        KeptExpression expression =
                read.add(field) && copied && KeptHashes.isOne(field) ? KeptExpression.of(field) : null;
        if (expression != null) {
            expression.elements().forEach(element -> element(field.getDeclaringClass(), element));
        }
    }

    private void doubt(String reason) {
        unknown = unknown == null ? reason : unknown;
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
