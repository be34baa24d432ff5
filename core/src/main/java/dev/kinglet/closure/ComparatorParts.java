package dev.kinglet.closure;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a comparator a lambda is that is handed to {@code comparing} or {@code thenComparing} where it is made. Nothing else can have it
 * then, nor the comparators between, so the parts that hold it tell it from others: in {@code comparing(P::name).thenComparing(P::age)} one is
 * the first part of the whole, and one the second.
 */
final class ComparatorParts {

    static final String FUNCTION = "function";
    static final String COMPARATOR = "comparator";
    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String REVERSED = "reversed";

    /** No part of what is held: a stream has it. */
    private static final String ELSEWHERE = "elsewhere";

    private static final String STREAMS = "java/util/stream/";

    /** Who takes the value, and as which of its arguments, the receiver included. */
    private record Taken(InvokeInstruction by, int index, int argument) {}

    private ComparatorParts() {}

    /**
     * Whether the lambda of a place can be held so.
     *
     * @param holders the parts that it is within, the innermost first
     * @param whole whether these are all
     */
    static boolean canBe(LambdaSites.Place place, List<String> holders, boolean whole) {
        List<String> made = of(place);
        for (int i = 0; i < made.size(); i++) {
            boolean same = i < holders.size() ? made.get(i).equals(holders.get(i)) : !whole;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Whether the instruction makes a comparator that has the lambda of a place as this part, or that lambda itself where there is none. */
    static boolean isPart(LambdaSites.Place place, List<String> holders, int instruction) {
        List<String> parts = new ArrayList<>();
        int index = place.index();
        while (parts.size() < holders.size()) {
            Taken taken = taken(place.code(), index);
            if (taken == null || !add(taken, parts)) {
                return false;
            }
            index = taken.index;
        }
        return index == instruction && parts.equals(holders);
    }

    /** What parts the lambda becomes, as far as they are made right where it is made. */
    private static List<String> of(LambdaSites.Place place) {
        List<String> parts = new ArrayList<>();
        int index = place.index();
        Taken taken = taken(place.code(), index);
        while (taken != null && add(taken, parts)) {
            taken = taken(place.code(), taken.index);
        }
        return parts;
    }

    private static boolean add(Taken taken, List<String> parts) {
        String owner = taken.by.owner().asInternalName();
        if (owner.startsWith(STREAMS)) {
            parts.add(ELSEWHERE);
            return false;
        }
        if (!owner.equals("java/util/Comparator")) {
            return false;
        }
        String name = taken.by.name().stringValue();
        if (name.equals("reversed")) {
            parts.add(REVERSED);
        } else if (name.startsWith("comparing")) {
            parts.add(taken.argument == 0 ? FUNCTION : COMPARATOR);
        } else if (name.startsWith("thenComparing")) {
            boolean byFunction =
                    !taken.by.typeSymbol().parameterType(0).descriptorString().equals("Ljava/util/Comparator;");
            if (taken.argument > 0 && byFunction) {
                parts.add(taken.argument == 1 ? FUNCTION : COMPARATOR);
            }
            parts.add(taken.argument == 0 ? FIRST : SECOND);
        } else {
            return false;
        }
        return true;
    }

    /** The call that takes the value which the instruction leaves on the stack, or null where that is not plain. */
    private static @Nullable Taken taken(LambdaSites.Code code, int made) {
        List<Instruction> instructions = code.instructions();
        int above = 0;
        for (int i = made + 1; i < instructions.size() && !code.joins().contains(i); i++) {
            Instruction instruction = instructions.get(i);
            int popped = popped(instruction);
            if (popped > above && instruction instanceof InvokeInstruction call) {
                int argument = popped - above - 1;
                boolean others =
                        argument > 0 && call.opcode() != Opcode.INVOKESTATIC && !isTheJdks(code, receiver(code, i));
                return others ? null : new Taken(call, i, argument);
            }
            boolean cast = instruction instanceof TypeCheckInstruction && instruction.opcode() == Opcode.CHECKCAST;
            if (popped < 0 || (popped > above && !cast)) {
                return null;
            }
            above += cast ? 0 : pushed(instruction) - popped;
        }
        return null;
    }

    /** Whether a comparator that the JDK has made is left there: a class of the user's may do as it likes with its parts. */
    private static boolean isTheJdks(LambdaSites.Code code, int index) {
        return index >= 0
                && code.instructions().get(index) instanceof InvokeInstruction call
                && call.owner().asInternalName().equals("java/util/Comparator")
                && (call.opcode() == Opcode.INVOKESTATIC || isTheJdks(code, receiver(code, index)));
    }

    /** The instruction that leaves what a method is called on, or -1 where that is not plain. */
    private static int receiver(LambdaSites.Code code, int call) {
        int at = call;
        for (int i = popped(code.instructions().get(call)); i > 1 && at >= 0; i--) {
            at = start(code, at - 1);
        }
        return at - 1;
    }

    /** The first instruction of the expression whose last one is given, or -1 where that is not plain. */
    private static int start(LambdaSites.Code code, int end) {
        int taken = end < 0 ? -1 : popped(code.instructions().get(end));
        int at = end;
        for (int i = 0; i < taken && at >= 0; i++) {
            at = start(code, at - 1);
        }
        boolean plain = taken >= 0 && at >= 0 && pushed(code.instructions().get(end)) == 1;
        for (int i = at + 1; i <= end && plain; i++) {
            plain = !code.joins().contains(i);
        }
        return plain ? at : -1;
    }

    /** How many values it takes, or -1 where it may do something else with the stack. */
    private static int popped(Instruction instruction) {
        return switch (instruction) {
            case LoadInstruction load -> 0;
            case ConstantInstruction constant -> 0;
            case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> 0;
            case FieldInstruction field when field.opcode() == Opcode.GETFIELD -> 1;
            case TypeCheckInstruction cast when cast.opcode() == Opcode.CHECKCAST -> 1;
            case InvokeDynamicInstruction call -> call.typeSymbol().parameterCount();
            case InvokeInstruction call ->
                call.typeSymbol().parameterCount() + (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
            default -> -1;
        };
    }

    private static int pushed(Instruction instruction) {
        return instruction instanceof InvokeInstruction call
                        && call.typeSymbol().returnType().descriptorString().equals("V")
                ? 0
                : 1;
    }
}
