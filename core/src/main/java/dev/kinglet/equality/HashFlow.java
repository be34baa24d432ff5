package dev.kinglet.equality;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Set;

/**
 * Which values in the methods of some classes come of hash codes of objects: what is computed of one is one, and so is what it is passed to,
 * returned as, or put into. What only depends on one by a condition is none. Facts only grow, so that methods are gone through until no
 * new one comes.
 */
final class HashFlow {

    private final Class<?> type;
    private final Set<String> fields = new HashSet<>();
    private final Set<String> results = new HashSet<>();
    private final Set<String> parameters = new HashSet<>();

    /** @param type a class whose loader knows the others */
    HashFlow(Class<?> type) {
        this.type = type;
    }

    /** How much is known. */
    int facts() {
        return fields.size() + results.size() + parameters.size();
    }

    /** Fields with a hash code, as {@code owner.name}. */
    Set<String> fields() {
        return fields;
    }

    void through(MethodModel method) {
        method.code().ifPresent(code -> {
            String name = method.parent().orElseThrow().thisClass().asInternalName() + "."
                    + method.methodName().stringValue() + method.methodType().stringValue();
            OperandFlow operands = new OperandFlow();
            int slot = 0;
            if (!method.flags().has(AccessFlag.STATIC)) {
                slot++;
            }
            for (int i = 0; i < method.methodTypeSymbol().parameterCount(); i++) {
                operands.parameter(slot, parameters.contains(name + "#" + i));
                slot += OperandFlow.slots(method.methodTypeSymbol().parameterType(i));
            }
            for (CodeElement element : code) {
                if (element instanceof FieldInstruction access) {
                    field(operands, access);
                } else if (element instanceof InvokeInstruction call) {
                    call(operands, call);
                } else if (operands.step(element)) {
                    results.add(name);
                }
            }
        });
    }

    /** Moves the stack as an instruction does, whatever the values are. */
    static void move(OperandFlow operands, CodeElement element) {
        switch (element) {
            case FieldInstruction access -> {
                int slots = OperandFlow.slots(access.typeSymbol());
                boolean get = access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.GETSTATIC;
                boolean isStatic = access.opcode() == Opcode.GETSTATIC || access.opcode() == Opcode.PUTSTATIC;
                operands.pop((get ? 0 : slots) + (isStatic ? 0 : 1));
                operands.push(get ? slots : 0, false);
            }
            case InvokeInstruction call -> {
                int slots = call.typeSymbol().parameterList().stream()
                        .mapToInt(OperandFlow::slots)
                        .sum();
                operands.pop(slots + (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1));
                operands.push(OperandFlow.slots(call.typeSymbol().returnType()), false);
            }
            default -> operands.step(element);
        }
    }

    private void field(OperandFlow operands, FieldInstruction access) {
        String name = access.owner().asInternalName() + "." + access.name().stringValue();
        int slots = OperandFlow.slots(access.typeSymbol());
        if (access.opcode() == Opcode.GETFIELD) {
            operands.pop(1);
            operands.push(slots, fields.contains(name));
        } else if (access.opcode() == Opcode.GETSTATIC) {
            operands.push(slots, false);
        } else {
            boolean hash = operands.pop(slots);
            if (access.opcode() == Opcode.PUTFIELD) {
                operands.pop(1);
            }
            if (hash) {
                fields.add(name);
            }
        }
    }

    private void call(OperandFlow operands, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        String descriptor = call.type().stringValue();
        boolean ofTheJdk = Methods.isOfTheJdk(owner, type);
        CallRule.Kind kind =
                CallRule.of(call.opcode(), owner, name, descriptor, ofTheJdk).kind();
        boolean hash = kind == CallRule.Kind.STABLE
                || kind == CallRule.Kind.IDENTITY
                || results.contains(owner + "." + name + descriptor)
                || (name.equals("hashCode") && descriptor.equals("()I") && kind != CallRule.Kind.KEPT);
        for (int i = call.typeSymbol().parameterCount() - 1; i >= 0; i--) {
            boolean argument = operands.pop(OperandFlow.slots(call.typeSymbol().parameterType(i)));
            hash |= argument && ofTheJdk;
            if (argument && !ofTheJdk) {
                parameters.add(owner + "." + name + descriptor + "#" + i);
            }
        }
        if (call.opcode() != Opcode.INVOKESTATIC) {
            boolean receiver = operands.pop(1);
            hash |= receiver && ofTheJdk;
        }
        operands.push(OperandFlow.slots(call.typeSymbol().returnType()), hash);
    }
}
