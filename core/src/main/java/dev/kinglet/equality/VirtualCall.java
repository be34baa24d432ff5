package dev.kinglet.equality;

import dev.kinglet.closure.CallersLookup;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** A call in a copy whose target depends on the class of its receiver. That of the last class is kept. */
final class VirtualCall {

    private static final MethodHandle CHOOSE;

    static {
        try {
            CHOOSE = MethodHandles.lookup()
                    .findVirtual(VirtualCall.class, "choose", MethodType.methodType(MethodHandle.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("choose", e);
        }
    }

    private record Target(Class<?> receiver, MethodHandle handle) {}

    private final Class<?> within;
    private final Class<?> owner;
    private final String name;
    private final MethodType type;
    private volatile Target last = new Target(void.class, CHOOSE);

    VirtualCall(Class<?> within, Class<?> owner, String name, MethodType type) {
        this.within = within;
        this.owner = owner;
        this.name = name;
        this.type = type;
    }

    CallSite site() {
        MethodHandle choose = CHOOSE.bindTo(this).asType(MethodType.methodType(MethodHandle.class, owner));
        return new ConstantCallSite(MethodHandles.foldArguments(MethodHandles.exactInvoker(type), choose));
    }

    @SuppressWarnings("unused") // by its handle
    private MethodHandle choose(Object receiver) throws ReflectiveOperationException {
        Class<?> receiverClass = receiver.getClass();
        Target known = last;
        if (known.receiver != receiverClass) {
            known = new Target(receiverClass, target(receiverClass));
            last = known;
        }
        return known.handle;
    }

    private MethodHandle target(Class<?> receiver) throws ReflectiveOperationException {
        MethodType called = type.dropParameterTypes(0, 1);
        Method method = Methods.implementation(receiver, name, called.descriptorString());
        if (method == null || StableClasses.isOfTheJdk(method.getDeclaringClass())) {
            return CallersLookup.of(within).findVirtual(owner, name, called).asType(type);
        }
        if (!MethodCopy.isKnown(method)) {
            judge(receiver, method);
        }
        return MethodCopy.of(method).asType(type);
    }

    private void judge(Class<?> receiver, Method method) {
        HashReach reach = HashReach.of(receiver, method);
        String doubt = reach.identity() == null ? reach.unknown() : reach.identity();
        if (doubt != null) {
            throw new IllegalArgumentException("a key cannot be found again in another process, for its hashCode calls "
                    + receiver.getName() + "." + name + ", which " + doubt
                    + "; make hashCode of what equals compares, or use a record");
        }
    }
}
