package dev.kinglet.equality;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the calls of one method, and the use that it makes of fields in which hash codes are kept: these may come from another process,
 * so that the copy computes them anew as the constructor did, or else finds them as a new object has them and keeps what it writes for itself.
 */
final class CodeRewriter implements CodeTransform {

    private final Class<?> owner;
    private final CallRewriter calls;
    private final Map<Field, Integer> kept = new HashMap<>();

    CodeRewriter(Class<?> owner, CallRewriter calls) {
        this.owner = owner;
        this.calls = calls;
    }

    /** Every kept hash of the method gets a variable, which begins as the field of a new object does. */
    @Override
    public void atStart(CodeBuilder code) {
        for (Field field : KeptHashes.of(owner)) {
            if (KeptExpression.of(field) != null) {
                continue; // computed when it is asked for
            }
            int slot = code.allocateLocal(kind(field));
            kept.put(field, slot);
            loadDefault(code, kind(field));
            code.storeLocal(kind(field), slot);
        }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                calls.rewrite(
                        code,
                        call,
                        call.opcode(),
                        call.owner().asSymbol(),
                        call.name().stringValue(),
                        call.typeSymbol());
            case InvokeDynamicInstruction call -> calls.rewrite(code, call);
            case FieldInstruction access -> rewrite(code, access);
            default -> code.with(element);
        }
    }

    private void rewrite(CodeBuilder code, FieldInstruction access) {
        boolean get = access.opcode() == Opcode.GETFIELD;
        String named = access.owner().asInternalName();
        Field field = (get || access.opcode() == Opcode.PUTFIELD) && !Methods.isOfTheJdk(named, owner)
                ? Fields.find(named, access.name().stringValue(), owner)
                : null;
        if (field == null) {
            code.with(access);
        } else if (KeptHashes.isOne(field)) {
            rewriteKept(code, field, get);
        } else if (get && isBehindAPackage(field)) {
            calls.get(code, field);
        } else {
            code.with(access);
        }
    }

    private void rewriteKept(CodeBuilder code, Field field, boolean get) {
        TypeKind kind = kind(field);
        @Nullable Integer slot = kept.get(field);
        if (get && KeptExpression.of(field) != null) {
            calls.kept(code, field);
            return;
        }
        if (get) {
            code.pop();
            if (slot == null) {
                loadDefault(code, kind);
            } else {
                code.loadLocal(kind, slot);
            }
            return;
        }
        if (slot != null) {
            code.storeLocal(kind, slot);
        } else if (kind.slotSize() == 2) {
            code.pop2();
        } else {
            code.pop();
        }
        code.pop();
    }

    /** A protected field of a superclass in another package, which only subclasses may read. */
    private boolean isBehindAPackage(Field field) {
        return !Modifier.isPublic(field.getModifiers())
                && !field.getDeclaringClass().getPackageName().equals(owner.getPackageName());
    }

    private static TypeKind kind(Field field) {
        return TypeKind.from(field.getType());
    }

    private static void loadDefault(CodeBuilder code, TypeKind kind) {
        switch (kind.asLoadable()) {
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> code.aconst_null();
            default -> code.iconst_0();
        }
    }
}
