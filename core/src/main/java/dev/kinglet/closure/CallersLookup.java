package dev.kinglet.closure;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/**
 * A lookup that may do what a class itself may, linking lambdas included. One that comes from another module may not, and the classes of each
 * class loader are a module of their own; so a class is put beside it whose only method gives its own lookup.
 */
public final class CallersLookup {

    private static final String HELPER = "KingletLookup";
    private static final String METHOD = "lookup";

    private CallersLookup() {}

    /** The lookup of a class, with all that it may do itself. */
    public static MethodHandles.Lookup of(Class<?> caller) throws ReflectiveOperationException {
        MethodHandles.Lookup own = MethodHandles.lookup();
        if (caller.getModule() == own.lookupClass().getModule()) {
            return MethodHandles.privateLookupIn(caller, own);
        }
        MethodHandles.Lookup beside =
                (MethodHandles.Lookup) helper(caller).getMethod(METHOD).invoke(null);
        return MethodHandles.privateLookupIn(caller, beside);
    }

    private static Class<?> helper(Class<?> caller) throws ReflectiveOperationException {
        String name = caller.getPackageName().isEmpty() ? HELPER : caller.getPackageName() + "." + HELPER;
        synchronized (CallersLookup.class) {
            try {
                return Class.forName(name, true, caller.getClassLoader());
            } catch (ClassNotFoundException notYet) {
                return MethodHandles.privateLookupIn(caller, MethodHandles.lookup())
                        .defineClass(bytes(name));
            }
        }
    }

    private static byte[] bytes(String name) {
        MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);
        return ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        helper -> helper.withFlags(ACC_PUBLIC | ACC_FINAL | ACC_SYNTHETIC)
                                .withMethodBody(
                                        METHOD,
                                        type,
                                        ACC_PUBLIC | ACC_STATIC,
                                        code -> code.invokestatic(ConstantDescs.CD_MethodHandles, METHOD, type)
                                                .areturn()));
    }
}
