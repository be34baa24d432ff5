package dev.kinglet.closure;

import dev.kinglet.closure.OperandStack.Slot;
import dev.kinglet.closure.ProgramClasses.Body;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows what static fields refer to through one method: over its stack and variables, into parts of it, and out again by calls. A method is
 * read straight through, twice, so that what a loop brings back is seen; branches only carry the stack.
 */
final class FieldFlow {

    /** Where a value comes from: a static field, or a parameter of the method; and the field of it, if any, of which it is a part. */
    record Source(
            @Nullable String field, int parameter, @Nullable String part) {
        static Source field(String field) {
            return new Source(field, -1, null);
        }

        static Source parameter(int number) {
            return new Source(null, number, null);
        }

        Source part(String name) {
            return part != null ? this : new Source(field, parameter, name);
        }

        /** The same part of what the caller gave. */
        Source of(Source outer) {
            return new Source(outer.field, outer.parameter, outer.part != null ? outer.part : part);
        }
    }

    /** A change of what a source refers to, or, where {@code assigned}, of the static field itself. */
    record Change(Source source, boolean assigned, int line, boolean conditional) {}

    /** What a method does to what it is given, and to static fields. */
    record Summary(List<Change> changes, Set<Source> returned) {
        static final Summary NOTHING = new Summary(List.of(), Set.of());
    }

    /** How calls and fields are resolved: by whoever drives the flow. */
    interface World {
        /** The name by which a static field is followed, or null where it is of no interest. */
        @Nullable
        String follow(String owner, String name);

        /**
         * What the methods do that a call may end in.
         *
         * @param given whether anything is given to them that is followed
         */
        List<Summary> summaries(String owner, String signature, boolean dispatched, boolean given);

        /** The static field that {@code this} of a method is known to be in, or null. */
        @Nullable
        String self(Body body);

        boolean isProgram(String owner);
    }

    private final World world;
    private final Map<Integer, Set<Source>> locals = new HashMap<>();
    private final Map<Integer, Slot> lambdas = new HashMap<>();
    private final Map<Label, List<Slot>> stacks = new HashMap<>();
    private final Set<Change> changes = new LinkedHashSet<>();
    private final Set<Source> returned = new LinkedHashSet<>();
    private OperandStack stack = new OperandStack();
    private int line;
    private boolean conditional;

    private FieldFlow(World world) {
        this.world = world;
    }

    static Summary through(Body body, World world) {
        CodeModel code = body.method().code().orElse(null);
        if (code == null) {
            return Summary.NOTHING;
        }
        FieldFlow flow = new FieldFlow(world);
        flow.setParameters(body);
        for (int round = 0; round < 2; round++) {
            flow.read(code);
        }
        return new Summary(List.copyOf(flow.changes), flow.returned);
    }

    private void setParameters(Body body) {
        int slot = 0;
        int number = 0;
        if (!body.method().flags().has(AccessFlag.STATIC)) {
            Set<Source> self = new LinkedHashSet<>(Set.of(Source.parameter(number++)));
            String field = world.self(body);
            if (field != null) {
                self.add(Source.field(field));
            }
            locals.put(slot++, self);
        }
        for (ClassDesc type : body.method().methodTypeSymbol().parameterList()) {
            if (!type.isPrimitive()) {
                locals.put(slot, Set.of(Source.parameter(number)));
            }
            number++;
            slot += TypeKind.from(type).slotSize();
        }
    }

    private void read(CodeModel code) {
        stack = new OperandStack();
        conditional = false;
        code.exceptionHandlers().forEach(handler -> stacks.put(handler.handler(), List.of(Slot.EMPTY)));
        for (CodeElement element : code) {
            read(element);
        }
    }

    private void read(CodeElement element) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case LabelTarget target -> {
                List<Slot> there = stacks.get(target.label());
                if (there != null) {
                    stack = new OperandStack(there);
                }
            }
            case LoadInstruction load -> {
                Slot lambda = lambdas.get(load.slot());
                stack.push(
                        lambda != null ? lambda : Slot.of(load.typeKind(), locals.getOrDefault(load.slot(), Set.of())));
            }
            case StoreInstruction store -> store(store.slot(), stack.pop());
            case ConstantInstruction constant -> stack.push(Slot.of(constant.typeKind(), Set.of()));
            case ArrayLoadInstruction load -> {
                stack.pop();
                stack.push(Slot.of(load.typeKind(), stack.pop().sources()));
            }
            case ArrayStoreInstruction store -> {
                stack.pop();
                stack.pop();
                change(stack.pop());
            }
            case FieldInstruction field -> read(field);
            case InvokeInstruction call -> invoke(call);
            case InvokeDynamicInstruction call -> link(call);
            case NewObjectInstruction creation -> stack.push(Slot.EMPTY);
            case NewPrimitiveArrayInstruction creation -> stack.replace(1, Slot.EMPTY);
            case NewReferenceArrayInstruction creation -> stack.replace(1, Slot.EMPTY);
            case NewMultiArrayInstruction creation -> stack.replace(creation.dimensions(), Slot.EMPTY);
            case TypeCheckInstruction check -> {
                if (check.opcode() == Opcode.INSTANCEOF) {
                    stack.replace(1, Slot.EMPTY);
                }
            }
            case StackInstruction shuffle -> stack.shuffle(shuffle.opcode());
            case OperatorInstruction operator -> operate(operator);
            case ConvertInstruction convert -> stack.replace(1, Slot.of(convert.toType(), Set.of()));
            case BranchInstruction branch -> branch(branch);
            case TableSwitchInstruction table -> {
                conditional = true;
                stack.pop();
                table.cases().forEach(each -> carry(each.target()));
                carry(table.defaultTarget());
            }
            case LookupSwitchInstruction lookup -> {
                conditional = true;
                stack.pop();
                lookup.cases().forEach(each -> carry(each.target()));
                carry(lookup.defaultTarget());
            }
            case ReturnInstruction end -> {
                if (end.typeKind() != TypeKind.VOID) {
                    returned.addAll(stack.pop().sources());
                }
                stack = new OperandStack();
            }
            case ThrowInstruction thrown -> stack = new OperandStack();
            case MonitorInstruction monitor -> stack.pop();
            default -> {}
        }
    }

    private void store(int slot, Slot value) {
        if (value.lambda() != null) {
            lambdas.put(slot, value);
        } else {
            lambdas.remove(slot);
        }
        if (!value.sources().isEmpty()) {
            Set<Source> all = new LinkedHashSet<>(locals.getOrDefault(slot, Set.of()));
            all.addAll(value.sources());
            locals.put(slot, all);
        }
    }

    private void read(FieldInstruction field) {
        String owner = field.owner().asInternalName();
        String name = field.name().stringValue();
        TypeKind kind = TypeKind.from(field.typeSymbol());
        switch (field.opcode()) {
            case GETSTATIC -> {
                String followed = world.follow(owner, name);
                stack.push(Slot.of(kind, followed == null ? Set.of() : Set.of(Source.field(followed))));
            }
            case PUTSTATIC -> {
                stack.pop();
                String followed = world.follow(owner, name);
                if (followed != null) {
                    changes.add(new Change(Source.field(followed), true, line, conditional));
                }
            }
            case GETFIELD -> stack.push(Slot.of(kind, parts(stack.pop().sources(), name)));
            default -> {
                stack.pop();
                for (Source source : parts(stack.pop().sources(), name)) {
                    changes.add(new Change(source, false, line, conditional));
                }
            }
        }
    }

    private static Set<Source> parts(Set<Source> sources, String name) {
        Set<Source> parts = new LinkedHashSet<>();
        sources.forEach(source -> parts.add(source.part(name)));
        return parts;
    }

    private void change(Slot slot) {
        for (Source source : slot.sources()) {
            changes.add(new Change(source, false, line, conditional));
        }
    }

    private void invoke(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        MethodTypeDesc type = call.typeSymbol();
        List<Slot> given = stack.pop(type.parameterCount());
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        if (!isStatic) {
            given.addFirst(stack.pop());
        }
        boolean dispatched = call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE;
        Set<Source> results = world.isProgram(owner)
                ? ofProgram(owner, name + type.descriptorString(), dispatched, given)
                : ofLibrary(owner, name, given, isStatic);
        if (!type.returnType().descriptorString().equals("V")) {
            ClassDesc result = type.returnType();
            boolean followed = !result.isPrimitive() && !isUnchanged(result);
            stack.push(Slot.of(TypeKind.from(result), followed ? results : Set.of()));
        }
    }

    private static boolean isUnchanged(ClassDesc type) {
        return type.isClassOrInterface() && Mutators.isUnchanged(internalName(type));
    }

    private Set<Source> ofProgram(String owner, String signature, boolean dispatched, List<Slot> given) {
        Set<Source> results = new LinkedHashSet<>();
        boolean followed = given.stream().anyMatch(slot -> !slot.sources().isEmpty());
        for (Summary summary : world.summaries(owner, signature, dispatched, followed)) {
            for (Change change : summary.changes) {
                for (Source source : outer(change.source, given)) {
                    changes.add(new Change(source, false, line, conditional || change.conditional));
                }
            }
            for (Source source : summary.returned) {
                if (source.field != null) {
                    results.add(source);
                }
                results.addAll(outer(source, given));
            }
        }
        return results;
    }

    private static Set<Source> outer(Source inner, List<Slot> given) {
        Set<Source> outer = new LinkedHashSet<>();
        if (inner.parameter >= 0 && inner.parameter < given.size()) {
            given.get(inner.parameter).sources().forEach(source -> outer.add(inner.of(source)));
        }
        return outer;
    }

    private Set<Source> ofLibrary(String owner, String name, List<Slot> given, boolean isStatic) {
        if (Mutators.changesArguments(owner, name)) {
            given.forEach(this::change);
        }
        // What a library is given to call may be given parts of what it works on.
        Set<Source> all = new LinkedHashSet<>();
        given.forEach(slot -> all.addAll(slot.sources()));
        for (Slot slot : given) {
            if (slot.lambda() != null && !all.isEmpty()) {
                callLambda(slot, all);
            }
        }
        if (isStatic || given.isEmpty()) {
            return Set.of();
        }
        Slot receiver = given.getFirst();
        if (Mutators.changes(owner, name)) {
            boolean before = conditional;
            conditional |= Mutators.fills(name);
            change(receiver);
            conditional = before;
        }
        return Mutators.givesPart(name) || Mutators.changes(owner, name) ? receiver.sources() : Set.of();
    }

    private void callLambda(Slot lambda, Set<Source> arguments) {
        DirectMethodHandleDesc handle = lambda.lambda();
        if (handle == null) {
            return;
        }
        List<Slot> given = new ArrayList<>();
        int parameters = handle.invocationType().parameterCount();
        for (int i = 0; i < parameters; i++) {
            given.add(i < lambda.captured() ? Slot.EMPTY : Slot.of(arguments));
        }
        call(handle, given);
    }

    /** A call by handle, its receiver first. */
    private void call(DirectMethodHandleDesc handle, List<Slot> given) {
        String owner = internalName(handle.owner());
        boolean isStatic = handle.kind() == DirectMethodHandleDesc.Kind.STATIC
                || handle.kind() == DirectMethodHandleDesc.Kind.INTERFACE_STATIC;
        switch (handle.kind()) {
            case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL, SPECIAL, INTERFACE_SPECIAL -> {
                if (world.isProgram(owner)) {
                    ofProgram(owner, handle.methodName() + handle.lookupDescriptor(), !isStatic, given);
                } else {
                    ofLibrary(owner, handle.methodName(), given, isStatic);
                }
            }
            default -> {}
        }
    }

    private void link(InvokeDynamicInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        List<Slot> captured = stack.pop(type.parameterCount());
        DirectMethodHandleDesc handle = null;
        if (internalName(call.bootstrapMethod().owner()).equals("java/lang/invoke/LambdaMetafactory")) {
            handle = (DirectMethodHandleDesc) call.bootstrapArgs().get(1);
            if (captured.stream().anyMatch(slot -> !slot.sources().isEmpty())) {
                call(handle, new ArrayList<>(captured));
            }
        }
        stack.push(
                handle != null
                        ? new Slot(false, Set.of(), handle, captured.size())
                        : Slot.of(TypeKind.from(type.returnType()), Set.of()));
    }

    private void branch(BranchInstruction branch) {
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> {
                carry(branch.target());
                stack = new OperandStack();
            }
            case IF_ACMPEQ, IF_ACMPNE, IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> {
                conditional = true;
                stack.pop(2);
                carry(branch.target());
            }
            default -> {
                conditional = true;
                stack.pop();
                carry(branch.target());
            }
        }
    }

    private void carry(Label target) {
        stacks.putIfAbsent(target, stack.slots());
    }

    private void operate(OperatorInstruction operator) {
        switch (operator.opcode()) {
            case INEG, LNEG, FNEG, DNEG -> {}
            case ARRAYLENGTH -> stack.replace(1, Slot.EMPTY);
            case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> stack.replace(2, Slot.EMPTY);
            default -> stack.replace(2, Slot.of(operator.typeKind(), Set.of()));
        }
    }

    static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }
}
