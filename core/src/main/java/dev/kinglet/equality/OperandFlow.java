package dev.kinglet.equality;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
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
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operand stack and the variables of a method as its instructions go by, in the order of the file: of each slot whether it is marked.
 * What one instruction computes is marked if an operand is.
 */
final class OperandFlow {

    private final BitSet variables = new BitSet();
    private final Map<Label, State> atLabels = new HashMap<>();
    private BitSet stack = new BitSet();
    private int depth;

    private record State(BitSet stack, int depth) {}

    static int slots(ClassDesc type) {
        return TypeKind.from(type).slotSize();
    }

    void parameter(int slot, boolean marked) {
        variables.set(slot, variables.get(slot) || marked);
    }

    void push(int slots, boolean marked) {
        for (int i = 0; i < slots; i++) {
            stack.set(depth++, marked);
        }
    }

    int depth() {
        return depth;
    }

    /** Whether what is taken away was marked. */
    boolean pop(int slots) {
        boolean marked = false;
        for (int i = 0; i < slots; i++) {
            depth = Math.max(0, depth - 1);
            marked |= stack.get(depth);
            stack.clear(depth);
        }
        return marked;
    }

    /** Goes through an instruction that is neither a call nor about a field, and says whether it returns what is marked. */
    boolean step(CodeElement element) {
        switch (element) {
            case ConstantInstruction constant -> push(constant.typeKind().slotSize(), false);
            case LoadInstruction load -> push(load.typeKind().slotSize(), variables.get(load.slot()));
            case StoreInstruction store ->
                parameter(store.slot(), pop(store.typeKind().slotSize()));
            case ArrayLoadInstruction load -> push(load.typeKind().slotSize(), pop(2));
            case ArrayStoreInstruction store -> pop(store.typeKind().slotSize() + 2);
            case OperatorInstruction operator -> operate(operator.opcode());
            case ConvertInstruction convert ->
                push(convert.toType().slotSize(), pop(convert.fromType().slotSize()));
            case StackInstruction shuffle -> shuffle(shuffle.opcode());
            case InvokeDynamicInstruction call -> {
                int slots = call.typeSymbol().parameterList().stream()
                        .mapToInt(OperandFlow::slots)
                        .sum();
                push(slots(call.typeSymbol().returnType()), pop(slots));
            }
            case NewObjectInstruction made -> push(1, false);
            case NewPrimitiveArrayInstruction made -> replace(1);
            case NewReferenceArrayInstruction made -> replace(1);
            case NewMultiArrayInstruction made -> replace(made.dimensions());
            case TypeCheckInstruction check -> {
                if (check.opcode() == Opcode.INSTANCEOF) {
                    replace(1);
                }
            }
            case MonitorInstruction monitor -> pop(1);
            case ReturnInstruction end -> {
                return pop(end.typeKind().slotSize());
            }
            case ThrowInstruction end -> pop(1);
            default -> flow(element);
        }
        return false;
    }

    /** Puts what is not marked in the place of what may be. */
    private void replace(int slots) {
        pop(slots);
        push(1, false);
    }

    private void flow(CodeElement element) {
        switch (element) {
            case BranchInstruction branch -> {
                pop(operands(branch.opcode()));
                reach(branch.target());
            }
            case TableSwitchInstruction choice -> choose(choice.defaultTarget(), choice.cases());
            case LookupSwitchInstruction choice -> choose(choice.defaultTarget(), choice.cases());
            case ExceptionCatch handler -> atLabels.put(handler.handler(), new State(new BitSet(), 1));
            case LabelTarget target -> arrive(target.label());
            default -> {
                // lines, names, and what leaves the stack alone
            }
        }
    }

    private void choose(Label otherwise, List<SwitchCase> cases) {
        pop(1);
        reach(otherwise);
        cases.forEach(each -> reach(each.target()));
    }

    private void reach(Label label) {
        State known = atLabels.get(label);
        BitSet merged = (BitSet) stack.clone();
        if (known != null && known.depth == depth) {
            merged.or(known.stack);
        }
        atLabels.put(label, new State(merged, depth));
    }

    private void arrive(Label label) {
        @Nullable State known = atLabels.get(label);
        if (known == null) {
            return;
        }
        BitSet merged = (BitSet) known.stack.clone();
        if (known.depth == depth) {
            merged.or(stack);
        }
        stack = merged;
        depth = known.depth;
    }

    private void operate(Opcode opcode) {
        String name = opcode.name();
        char type = name.charAt(0);
        boolean isLong = type == 'L' || type == 'D';
        int slots = isLong ? 2 : 1;
        if (name.endsWith("NEG")) {
            push(slots, pop(slots));
        } else if (opcode == Opcode.ARRAYLENGTH) {
            replace(1);
        } else if (name.contains("CMP")) {
            replace(2 * slots);
        } else {
            boolean shift = name.endsWith("SHL") || name.endsWith("SHR");
            push(slots, pop(shift ? slots + 1 : 2 * slots));
        }
    }

    private static int operands(Opcode opcode) {
        return switch (opcode) {
            case GOTO, GOTO_W -> 0;
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE -> 2;
            default -> 1;
        };
    }

    private void shuffle(Opcode opcode) {
        switch (opcode) {
            case POP -> pop(1);
            case POP2 -> pop(2);
            case SWAP -> {
                boolean top = pop(1);
                boolean below = pop(1);
                push(1, top);
                push(1, below);
            }
            case DUP -> duplicate(1, 0);
            case DUP_X1 -> duplicate(1, 1);
            case DUP_X2 -> duplicate(1, 2);
            case DUP2 -> duplicate(2, 0);
            case DUP2_X1 -> duplicate(2, 1);
            case DUP2_X2 -> duplicate(2, 2);
            default -> throw new IllegalArgumentException(opcode + " is not about the stack");
        }
    }

    /** Puts a copy of the top slots beneath those that lie below them. */
    private void duplicate(int top, int below) {
        boolean[] taken = new boolean[top + below];
        for (int i = taken.length - 1; i >= 0; i--) {
            taken[i] = pop(1);
        }
        for (int i = below; i < taken.length; i++) {
            push(1, taken[i]);
        }
        for (boolean slot : taken) {
            push(1, slot);
        }
    }
}
