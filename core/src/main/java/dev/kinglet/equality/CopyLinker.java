package dev.kinglet.equality;

import dev.kinglet.closure.CallersLookup;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Links the calls of copied methods, when they are reached first.
 *
 * <p>Public for the copies, which lie in the packages of what they are copied from.
 */
public final class CopyLinker {

    private CopyLinker() {}

    /**
     * The target of a call in a copy.
     *
     * @param kind static, special, virtual, get for the value of a field, or kept for what its constructor put there
     * @param within the class whose method was copied
     * @param owner the class that the call names
     * @throws IllegalArgumentException if what is called cannot be relied on
     */
    public static CallSite link(
            MethodHandles.Lookup caller, String name, MethodType type, String kind, Class<?> within, Class<?> owner)
            throws ReflectiveOperationException {
        if ("get".equals(kind)) {
            return new ConstantCallSite(CallersLookup.of(owner)
                    .findGetter(owner, name, type.returnType())
                    .asType(type));
        }
        if ("kept".equals(kind)) {
            return new ConstantCallSite(
                    MethodCopy.ofKept(owner.getDeclaredField(name)).asType(type));
        }
        boolean isStatic = "static".equals(kind);
        MethodType called = isStatic ? type : type.dropParameterTypes(0, 1);
        Method target = Methods.implementation(owner, name, called.descriptorString());
        boolean isPrivate = target != null && Modifier.isPrivate(target.getModifiers());
        if ("virtual".equals(kind) && !isPrivate) {
            return new VirtualCall(within, owner, name, type).site();
        }
        if (target == null) {
            throw new NoSuchMethodException(owner.getName() + "." + name + called);
        }
        MethodHandle handle = StableClasses.isOfTheJdk(target.getDeclaringClass())
                ? CallersLookup.of(within).findSpecial(owner, name, called, within)
                : MethodCopy.of(target);
        return new ConstantCallSite(handle.asType(type));
    }
}
