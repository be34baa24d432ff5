package dev.kinglet.equality;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the calls of copied methods. Where a method is referred to, it gets one of ours between, as references have no rules. */
final class CallRewriter {

    private static final ClassDesc STABLE_HASH = Methods.describe(StableHash.class);

    private static final DirectMethodHandleDesc LINK = ConstantDescs.ofCallsiteBootstrap(
            Methods.describe(CopyLinker.class),
            "link",
            ConstantDescs.CD_CallSite,
            ConstantDescs.CD_String,
            ConstantDescs.CD_Class,
            ConstantDescs.CD_Class);

    private final ClassDesc self;
    private final Class<?> owner;
    private final ClassBuilder builder;
    private int bridges;

    /**
     * @param self the class that is built
     * @param owner the class whose method is copied
     */
    CallRewriter(ClassDesc self, Class<?> owner, ClassBuilder builder) {
        this.self = self;
        this.owner = owner;
        this.builder = builder;
    }

    void rewrite(
            CodeBuilder code, CodeElement original, Opcode opcode, ClassDesc called, String name, MethodTypeDesc type) {
        if (!write(code, opcode, called, name, type)) {
            code.with(original);
        }
    }

    /** Whether the call is another one in the copy, which is then written. */
    private boolean write(CodeBuilder code, Opcode opcode, ClassDesc called, String name, MethodTypeDesc type) {
        CallRule rule = rule(opcode, called, name, type);
        ClassDesc within = Methods.describe(owner);
        switch (rule.kind()) {
            case STABLE -> {
                String target = rule.target();
                MethodTypeDesc stable =
                        "code".equals(target) ? MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object) : type;
                code.invokestatic(STABLE_HASH, target == null ? name : target, stable);
            }
            case COPIED -> {
                boolean isStatic = opcode == Opcode.INVOKESTATIC;
                String kind = isStatic ? "static" : opcode == Opcode.INVOKESPECIAL ? "special" : "virtual";
                link(code, kind, name, isStatic ? type : type.insertParameterTypes(0, called), called);
            }
            case INHERITED -> link(code, "special", name, type.insertParameterTypes(0, within), called);
            case KEPT, IDENTITY, UNKNOWN -> {
                return false;
            }
        }
        return true;
    }

    private CallRule rule(Opcode opcode, ClassDesc called, String name, MethodTypeDesc type) {
        String internal = internalName(called);
        return CallRule.of(opcode, internal, name, type.descriptorString(), Methods.isOfTheJdk(internal, owner));
    }

    /** Computes anew what a constructor keeps in a field. */
    void kept(CodeBuilder code, Field field) {
        ofField(code, "kept", field);
    }

    /** Reads a field that a class beside its own may not read. */
    void get(CodeBuilder code, Field field) {
        ofField(code, "get", field);
    }

    private void ofField(CodeBuilder code, String kind, Field field) {
        ClassDesc declaring = Methods.describe(field.getDeclaringClass());
        link(code, kind, field.getName(), MethodTypeDesc.of(Methods.describe(field.getType()), declaring), declaring);
    }

    private void link(CodeBuilder code, String kind, String name, MethodTypeDesc type, ClassDesc called) {
        code.invokedynamic(DynamicCallSiteDesc.of(LINK, name, type, kind, Methods.describe(owner), called));
    }

    void rewrite(CodeBuilder code, InvokeDynamicInstruction call) {
        List<ConstantDesc> arguments = call.bootstrapArgs().stream()
                .map(argument -> rewritten(argument, call.typeSymbol()))
                .toList();
        code.invokedynamic(DynamicCallSiteDesc.of(
                call.bootstrapMethod(),
                call.name().stringValue(),
                call.typeSymbol(),
                arguments.toArray(ConstantDesc[]::new)));
    }

    /** @param captured the type of what makes the lambda, whose arguments are what it captures */
    private ConstantDesc rewritten(ConstantDesc argument, MethodTypeDesc captured) {
        if (!(argument instanceof DirectMethodHandleDesc handle)) {
            return argument;
        }
        Opcode opcode = opcode(handle);
        MethodTypeDesc type = opcode == null ? null : MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
        if (opcode == null || type == null) {
            return argument;
        }
        CallRule.Kind kind =
                rule(opcode, handle.owner(), handle.methodName(), type).kind();
        return kind == CallRule.Kind.STABLE || kind == CallRule.Kind.COPIED
                ? bridge(opcode, handle, type, captured)
                : argument;
    }

    private DirectMethodHandleDesc bridge(
            Opcode opcode, DirectMethodHandleDesc handle, MethodTypeDesc type, MethodTypeDesc captured) {
        String name = "bridge$" + bridges++;
        // What is captured must be of the very type that the method takes, which only a receiver may fail to be.
        ClassDesc receiver = captured.parameterCount() > 0 ? captured.parameterType(0) : handle.owner();
        MethodTypeDesc bridged = opcode == Opcode.INVOKESTATIC ? type : type.insertParameterTypes(0, receiver);
        builder.withMethodBody(name, bridged, ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, code -> {
            for (int i = 0; i < bridged.parameterCount(); i++) {
                code.loadLocal(TypeKind.from(bridged.parameterType(i)), code.parameterSlot(i));
            }
            write(code, opcode, handle.owner(), handle.methodName(), type);
            code.return_(TypeKind.from(bridged.returnType()));
        });
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, self, name, bridged);
    }

    /** The instruction that calls what a handle is of, or null if it is of no method. */
    static @Nullable Opcode opcode(DirectMethodHandleDesc handle) {
        return switch (handle.kind()) {
            case STATIC, INTERFACE_STATIC -> Opcode.INVOKESTATIC;
            case VIRTUAL -> Opcode.INVOKEVIRTUAL;
            case INTERFACE_VIRTUAL -> Opcode.INVOKEINTERFACE;
            case SPECIAL, INTERFACE_SPECIAL -> Opcode.INVOKESPECIAL;
            default -> null;
        };
    }

    static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface() ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }
}
