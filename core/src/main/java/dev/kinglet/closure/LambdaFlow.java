package dev.kinglet.closure;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a class the lambda can have been made that another lambda of it captures, or that a field of it holds: it is loaded from a local
 * variable, and what is stored there was made just before. Everything that may be stored there is taken into account, so that the right place is always among the answer.
 */
final class LambdaFlow {

    private static final int MAX_STEPS = 20;

    private final LambdaSites sites;

    /** Which part of the value that is followed is looked for, as {@link ComparatorParts} has it. */
    private final List<String> holders;

    private final Set<LambdaSites.Place> origins = new HashSet<>();

    private LambdaFlow(LambdaSites sites, List<String> holders) {
        this.sites = sites;
        this.holders = holders;
    }

    /** Where the value was made that lambdas of the form capture as one of their values, or null where that is not sure. */
    static @Nullable Set<LambdaSites.Place> origins(
            LambdaSites sites, LambdaForm form, int argument, List<String> holders) {
        LambdaFlow flow = new LambdaFlow(sites, holders);
        List<LambdaSites.Place> places = sites.of(form);
        boolean sure = !places.isEmpty() && places.stream().allMatch(place -> flow.followArgument(place, argument, 0));
        return sure && !flow.origins.isEmpty() ? flow.origins : null;
    }

    /** Where the value was made that a final field of the class holds, or null where that is not sure. */
    static @Nullable Set<LambdaSites.Place> origins(LambdaSites sites, Field field, List<String> holders) {
        String owner = field.getDeclaringClass().getName().replace('.', '/');
        if (!Modifier.isFinal(field.getModifiers()) || !owner.equals(sites.className())) {
            return null;
        }
        LambdaFlow flow = new LambdaFlow(sites, holders);
        for (LambdaSites.Code code : sites.codes()) {
            for (int i = 0; i < code.instructions().size(); i++) {
                if (code.instructions().get(i) instanceof FieldInstruction write
                        && write.opcode() == Opcode.PUTFIELD
                        && write.name().equalsString(field.getName())
                        && write.owner().asInternalName().equals(owner)
                        && !flow.follow(code, i - 1, 0)) {
                    return null;
                }
            }
        }
        return flow.origins.isEmpty() ? null : flow.origins;
    }

    private boolean followArgument(LambdaSites.Place place, int argument, int steps) {
        int last = place.index() - 1;
        if (isNullCheck(place.code().instructions(), last)) {
            last -= 3; // the object of a method reference is looked at first
        }
        int first = last - place.site().form().captured() + 1;
        if (first < 0 || steps > MAX_STEPS) {
            return false;
        }
        // Each captured value is one instruction, or it is not known which belongs to which.
        boolean plain = IntStream.rangeClosed(first, last)
                        .allMatch(i -> isWhole(place.code().instructions().get(i)))
                && IntStream.rangeClosed(first + 1, place.index())
                        .noneMatch(place.code().joins()::contains);
        return plain && follow(place.code(), first + argument, steps);
    }

    private static boolean isNullCheck(List<Instruction> code, int last) {
        return last >= 2
                && code.get(last).opcode() == Opcode.POP
                && code.get(last - 1) instanceof InvokeInstruction call
                && call.name().equalsString("requireNonNull")
                && code.get(last - 2).opcode() == Opcode.DUP;
    }

    private static boolean isWhole(Instruction instruction) {
        return instruction instanceof LoadInstruction
                || (instruction instanceof InvokeDynamicInstruction call
                        && call.typeSymbol().parameterCount() == 0);
    }

    /** Follows what the instruction at {@code index} leaves on the stack. */
    @SuppressWarnings("ReferenceEquality") // the code of this very method
    private boolean follow(LambdaSites.Code code, int index, int steps) {
        if (index < 0 || steps > MAX_STEPS) {
            return false;
        }
        if (code.joins().contains(index + 1)) {
            return false; // a choice: what comes after may have come another way
        }
        Instruction instruction = code.instructions().get(index);
        if (instruction instanceof TypeCheckInstruction && instruction.opcode() == Opcode.CHECKCAST) {
            return follow(code, index - 1, steps + 1);
        }
        if (instruction instanceof LoadInstruction load) {
            return followVariable(code, index, load.slot(), steps + 1);
        }
        for (LambdaSites.Place place : sites.places()) {
            if (place.code() == code && ComparatorParts.isPart(place, holders, index)) {
                origins.add(place);
                return true;
            }
        }
        return false;
    }

    /** Follows what a variable can hold where it is loaded. */
    private boolean followVariable(LambdaSites.Code code, int load, int slot, int steps) {
        if (slot < parameterSlots(code.method())) {
            return storesTo(code, slot).isEmpty() && followParameter(code.method(), slot, steps);
        }
        int only = lastStore(code, load, slot);
        List<Integer> stores = only >= 0 ? List.of(only) : storesTo(code, slot);
        return !stores.isEmpty() && stores.stream().allMatch(store -> follow(code, store - 1, steps));
    }

    /** The stores to a variable but for those of exceptions, which are no lambdas: variables that are never there together share a slot. */
    private static List<Integer> storesTo(LambdaSites.Code code, int slot) {
        return IntStream.range(0, code.instructions().size())
                .filter(i -> !code.handlers().contains(i))
                .filter(i -> isStoreOfObject(code.instructions().get(i), slot))
                .boxed()
                .toList();
    }

    /** The store that every way to the load has come by last, or -1 where there are several ways to it. */
    private static int lastStore(LambdaSites.Code code, int load, int slot) {
        for (int i = load; i > 0 && !code.joins().contains(i); i--) {
            if (isStoreOfObject(code.instructions().get(i - 1), slot)) {
                return i - 1;
            }
        }
        return -1;
    }

    private static boolean isStoreOfObject(Instruction instruction, int slot) {
        return instruction instanceof StoreInstruction store
                && store.slot() == slot
                && store.typeKind() == TypeKind.REFERENCE;
    }

    /** A parameter of a lambda's own method may be what the lambda captured in its turn. */
    private boolean followParameter(MethodModel method, int slot, int steps) {
        boolean isStatic = (method.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
        boolean synthetic = (method.flags().flagsMask() & ClassFile.ACC_SYNTHETIC) != 0;
        int argument = isStatic ? 0 : 1;
        int at = argument;
        MethodTypeDesc type = method.methodTypeSymbol();
        int parameter = 0;
        while (at < slot) {
            at += width(type, parameter++);
        }
        argument += parameter;
        List<LambdaSites.Place> places = synthetic ? sites.implementedBy(method) : List.of();
        int captured = argument;
        return slot > (isStatic ? -1 : 0)
                && !places.isEmpty()
                && places.stream()
                        .allMatch(place -> captured < place.site().form().captured()
                                && followArgument(place, captured, steps + 1));
    }

    private static int parameterSlots(MethodModel method) {
        MethodTypeDesc type = method.methodTypeSymbol();
        boolean isStatic = (method.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
        return (isStatic ? 0 : 1)
                + IntStream.range(0, type.parameterCount())
                        .map(i -> width(type, i))
                        .sum();
    }

    private static int width(MethodTypeDesc type, int parameter) {
        String descriptor = type.parameterType(parameter).descriptorString();
        return descriptor.equals("J") || descriptor.equals("D") ? 2 : 1;
    }
}
