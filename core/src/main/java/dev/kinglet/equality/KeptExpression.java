package dev.kinglet.equality;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expression by which a constructor computes a hash code that it keeps, in terms of the fields that its arguments went into, so that it
 * can be computed anew of an object that arrived.
 *
 * @param code the constructor's
 * @param from the first element of the expression
 * @param to the element behind it
 * @param fields in place of variables that hold arguments
 */
record KeptExpression(CodeModel code, int from, int to, Map<Integer, FieldInstruction> fields) {

    private static final String CONSTRUCTOR = "<init>";

    /** The expression of a field, or null if it is not the only one, or of something that the object does not have. */
    static @Nullable KeptExpression of(Field field) {
        ClassModel model = ClassFiles.model(field.getDeclaringClass());
        if (model == null) {
            return null;
        }
        List<KeptExpression> found = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            CodeModel code = method.code().orElse(null);
            if (code != null) {
                List<CodeElement> elements = code.elementList();
                for (int i = 0; i < elements.size(); i++) {
                    if (elements.get(i) instanceof FieldInstruction put
                            && put.opcode() == Opcode.PUTFIELD
                            && put.name().equalsString(field.getName())
                            && put.owner().name().equals(model.thisClass().name())) {
                        if (!method.methodName().equalsString(CONSTRUCTOR)) {
                            return null;
                        }
                        found.addAll(of(model, method, code, i, OperandFlow.slots(put.typeSymbol())));
                    }
                }
            }
        }
        KeptExpression only = found.size() == 1 ? found.getFirst() : null;
        return only != null && only.isOfTheObject() ? only : null;
    }

    List<CodeElement> elements() {
        return code.elementList().subList(from, to);
    }

    /** What a constructor puts into a field, or what others give it to put there. */
    private static List<KeptExpression> of(ClassModel model, MethodModel method, CodeModel code, int put, int slots) {
        int from = start(code, put, slots);
        Map<Integer, FieldInstruction> fields = fields(method, code);
        KeptExpression own = new KeptExpression(code, from, put, fields);
        Integer argument = own.isOneArgument(method);
        if (argument == null) {
            return List.of(own);
        }
        List<KeptExpression> given = new ArrayList<>();
        for (MethodModel other : model.methods()) {
            CodeModel otherCode = other.code().orElse(null);
            if (otherCode != null && other.methodName().equalsString(CONSTRUCTOR)) {
                List<CodeElement> elements = otherCode.elementList();
                for (int i = 0; i < elements.size(); i++) {
                    if (elements.get(i) instanceof InvokeInstruction call && calls(call, model, method)) {
                        given.add(given(other, otherCode, i, call, /* target= */ method, argument, fields));
                    }
                }
            }
        }
        return given;
    }

    private static boolean calls(InvokeInstruction call, ClassModel model, MethodModel constructor) {
        return call.opcode() == Opcode.INVOKESPECIAL
                && call.owner().name().equals(model.thisClass().name())
                && call.name().equalsString(CONSTRUCTOR)
                && call.type().equals(constructor.methodType());
    }

    /** An argument of {@code this(...)}. Arguments that are passed on as they are go where the other constructor puts them. */
    private static KeptExpression given(
            MethodModel delegating,
            CodeModel code,
            int at,
            InvokeInstruction call,
            MethodModel target,
            int argument,
            Map<Integer, FieldInstruction> targetFields) {
        List<ClassDesc> types = call.typeSymbol().parameterList();
        Map<Integer, FieldInstruction> fields = new HashMap<>(fields(delegating, code));
        int end = at;
        int left = 0;
        int from = at;
        int to = at;
        for (int i = types.size() - 1; i >= 0; i--) {
            left += OperandFlow.slots(types.get(i));
            int begin = start(code, at, left);
            FieldInstruction field = targetFields.get(slot(target, i));
            if (i == argument) {
                from = begin;
                to = end;
            } else if (field != null
                    && instructions(code, begin, end).size() == 1
                    && instructions(code, begin, end).getFirst() instanceof LoadInstruction load) {
                fields.put(load.slot(), field);
            }
            end = begin;
        }
        return new KeptExpression(code, from, to, fields);
    }

    /** The number of the constructor's argument that is all of the expression, or null. */
    private @Nullable Integer isOneArgument(MethodModel method) {
        List<Instruction> instructions = instructions(code, from, to);
        if (instructions.size() == 1 && instructions.getFirst() instanceof LoadInstruction load) {
            for (int i = 0; i < method.methodTypeSymbol().parameterCount(); i++) {
                if (slot(method, i) == load.slot()) {
                    return i;
                }
            }
        }
        return null;
    }

    /** Whether it needs nothing but the object, and ends where it ends. */
    private boolean isOfTheObject() {
        for (Instruction instruction : instructions(code, from, to)) {
            boolean known = !(instruction instanceof LoadInstruction load)
                    || load.slot() == 0
                    || fields.containsKey(load.slot());
            if (!known || instruction instanceof StoreInstruction || instruction instanceof ReturnInstruction) {
                return false;
            }
        }
        return to > from;
    }

    /** Where the arguments of a constructor are put as they are. */
    private static Map<Integer, FieldInstruction> fields(MethodModel method, CodeModel code) {
        Map<Integer, FieldInstruction> fields = new HashMap<>();
        List<Instruction> instructions =
                instructions(code, 0, code.elementList().size());
        for (int i = 2; i < instructions.size(); i++) {
            if (instructions.get(i) instanceof FieldInstruction put
                    && put.opcode() == Opcode.PUTFIELD
                    && instructions.get(i - 1) instanceof LoadInstruction value
                    && instructions.get(i - 2) instanceof LoadInstruction receiver
                    && receiver.slot() == 0
                    && value.slot() > 0) {
                fields.put(value.slot(), put);
            }
        }
        instructions.forEach(each -> {
            if (each instanceof StoreInstruction store) {
                fields.remove(store.slot());
            }
        });
        return method.methodName().equalsString(CONSTRUCTOR) ? fields : Map.of();
    }

    /** The element from which on the topmost slots of the stack, as they are before an element, are computed. */
    private static int start(CodeModel code, int before, int slots) {
        List<CodeElement> elements = code.elementList();
        int[] depths = new int[before + 1];
        OperandFlow operands = new OperandFlow();
        for (int i = 0; i < before; i++) {
            depths[i] = operands.depth();
            HashFlow.move(operands, elements.get(i));
        }
        int depth = operands.depth() - slots;
        int start = before;
        while (start > 0 && depths[start - 1] >= depth) {
            start--;
        }
        return start;
    }

    private static List<Instruction> instructions(CodeModel code, int from, int to) {
        return code.elementList().subList(from, to).stream()
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast)
                .toList();
    }

    private static int slot(MethodModel method, int argument) {
        int slot = 1;
        for (int i = 0; i < argument; i++) {
            slot += OperandFlow.slots(method.methodTypeSymbol().parameterType(i));
        }
        return slot;
    }
}
