package dev.kinglet.closure;

import dev.kinglet.closure.FieldFlow.Source;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operand stack of a method whose instructions are followed without being run: of each value, where it comes from. */
final class OperandStack {

    /**
     * A value on the stack.
     *
     * @param wide whether it is a long or a double
     * @param sources where it comes from, as far as that is followed
     * @param lambda the method that it calls, if it is a lambda made here
     * @param captured how many values that lambda captures
     */
    record Slot(boolean wide, Set<Source> sources, @Nullable DirectMethodHandleDesc lambda, int captured) {
        static final Slot EMPTY = new Slot(false, Set.of(), null, 0);
        static final Slot WIDE = new Slot(true, Set.of(), null, 0);

        static Slot of(Set<Source> sources) {
            return sources.isEmpty() ? EMPTY : new Slot(false, sources, null, 0);
        }

        /** A value of a kind; only references come from somewhere. */
        static Slot of(TypeKind kind, Set<Source> sources) {
            return kind.slotSize() == 2 ? WIDE : kind == TypeKind.REFERENCE ? of(sources) : EMPTY;
        }
    }

    private final List<Slot> slots;

    OperandStack() {
        slots = new ArrayList<>();
    }

    /** As it was where a branch left it. */
    OperandStack(List<Slot> slots) {
        this.slots = new ArrayList<>(slots);
    }

    /** A copy, the top last. */
    List<Slot> slots() {
        return List.copyOf(slots);
    }

    void shuffle(Opcode opcode) {
        switch (opcode) {
            case POP -> pop();
            case POP2 -> {
                if (!pop().wide) {
                    pop();
                }
            }
            case SWAP -> {
                Slot top = pop();
                Slot below = pop();
                push(top);
                push(below);
            }
            case DUP -> duplicate(1, 0);
            case DUP_X1 -> duplicate(1, 1);
            case DUP_X2 -> duplicate(1, 2);
            case DUP2 -> duplicate(2, 0);
            case DUP2_X1 -> duplicate(2, 1);
            default -> duplicate(2, 2);
        }
    }

    /** Words are counted, of which a long or double has two. */
    private void duplicate(int words, int below) {
        List<Slot> top = popWords(words);
        List<Slot> under = popWords(below);
        slots.addAll(top);
        slots.addAll(under);
        slots.addAll(top);
    }

    private List<Slot> popWords(int words) {
        List<Slot> popped = new ArrayList<>();
        for (int left = words; left > 0; ) {
            Slot slot = pop();
            popped.addFirst(slot);
            left -= slot.wide ? 2 : 1;
        }
        return popped;
    }

    List<Slot> pop(int count) {
        List<Slot> popped = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            popped.addFirst(pop());
        }
        return popped;
    }

    /** Code that no branch leads to is read with an empty stack. */
    Slot pop() {
        return slots.isEmpty() ? Slot.EMPTY : slots.removeLast();
    }

    void push(Slot slot) {
        slots.add(slot);
    }

    void replace(int popped, Slot pushed) {
        pop(popped);
        push(pushed);
    }
}
