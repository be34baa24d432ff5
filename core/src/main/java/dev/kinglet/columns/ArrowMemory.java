package dev.kinglet.columns;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * Lets Arrow's own vectors work in a worker. They reach into {@code java.nio}, which must be opened to them. The JVM's flag for that would
 * make it discard the ahead-of-time cache, at three times the start of every worker, for the few that run functions over batches; so the
 * package is opened at run time, as the launcher does for what a jar's manifest names.
 */
final class ArrowMemory {

    private static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    private ArrowMemory() {}

    /** Opens what Arrow needs, if that was not done. */
    static void open() {
        Module base = ByteBuffer.class.getModule();
        if (base.isOpen("java.nio", ArrowMemory.class.getModule())) {
            return;
        }
        try {
            MethodHandle open = trustedLookup()
                    .findVirtual(
                            Module.class, "implAddOpensToAllUnnamed", MethodType.methodType(void.class, String.class));
            open.invoke(base, "java.nio");
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "Arrow's vectors need " + FLAG + " among the flags of this Java, which cannot be given to it now: "
                            + e,
                    e);
        }
    }

    /** The lookup that may see everything, by the only way that is left to it. */
    private static MethodHandles.Lookup trustedLookup() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Object access = instance.get(null);
        Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        Object base = unsafe.getMethod("staticFieldBase", Field.class).invoke(access, trusted);
        Object offset = unsafe.getMethod("staticFieldOffset", Field.class).invoke(access, trusted);
        return (MethodHandles.Lookup)
                unsafe.getMethod("getObject", Object.class, long.class).invoke(access, base, offset);
    }
}
