package dev.kinglet.closure;

import dev.kinglet.CallContext;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.storage.ObjectStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * What has no meaning in another process, whatever its fields say. What is not listed here is judged by {@link Form}. Each reason continues
 * "{@code mapper captures `x`, a T, }" and ends with what to do.
 */
final class Refusals {

    static final String NO_MEANING =
            "which has no meaning in another process. Create it inside the function, or capture the values it needs.";

    private static final List<Refusal> LIST = list();

    /** Interfaces of modules that a worker may lack, so known by name. */
    private static final List<String> DATABASE = List.of(
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.ResultSet",
            "javax.sql.DataSource",
            "javax.sql.PooledConnection");

    private record Refusal(Class<?> type, String reason) {}

    private Refusals() {}

    /** Why objects of {@code type} cannot travel, or null where they may. */
    static @Nullable String reason(Class<?> type) {
        for (Refusal refusal : LIST) {
            if (refusal.type.isAssignableFrom(type)) {
                return refusal.reason;
            }
        }
        if (isDatabase(type)) {
            return "which is a connection of this process. Open it inside the function, from its URL.";
        }
        if (holdsNativeMemory(type)) {
            return "which holds a resource of native code that another process does not have. Open it inside the function.";
        }
        return null;
    }

    private static List<Refusal> list() {
        List<Refusal> refusals = new ArrayList<>();
        refusals.add(new Refusal(
                FunctionExecutor.class,
                "which belongs to the driver. Make what the function needs part of"
                        + " its input; for a job inside a job, create an executor inside the function."));
        String future =
                "whose value is still to come, in the driver. Pass futures as the inputs of map or reduce, or capture"
                        + " their joined values.";
        refusals.add(new Refusal(FutureList.class, future));
        refusals.add(new Refusal(Future.class, future));
        refusals.add(new Refusal(
                ObjectStore.class,
                "which is the driver's. Inside the function, CallContext.current().store()" + " is the store."));
        refusals.add(new Refusal(
                CallContext.class,
                "which belongs to one call. Inside the function, CallContext.current()" + " is the context."));
        refusals.add(new Refusal(
                System.Logger.class,
                "which belongs to this process. Make it a static field, or use"
                        + " CallContext.current().logger() inside the function."));
        refusals.add(new Refusal(
                java.util.logging.Logger.class,
                "which belongs to this process. Make it a static field, or use"
                        + " CallContext.current().logger() inside the function."));
        refusals.add(new Refusal(
                BaseStream.class,
                "which can be read once, here. Capture a collection of its elements:" + " stream.toList()."));
        for (Class<?> type : List.of(
                InputStream.class,
                OutputStream.class,
                Reader.class,
                Writer.class,
                Channel.class,
                RandomAccessFile.class)) {
            refusals.add(new Refusal(
                    type,
                    "which is open in this process only. Open it inside the function, or capture what"
                            + " was read from it."));
        }
        for (Class<?> type : List.of(
                Thread.class,
                ThreadGroup.class,
                ThreadLocal.class,
                ScopedValue.class,
                ExecutorService.class,
                Timer.class,
                Process.class,
                ProcessHandle.class,
                ProcessBuilder.class,
                Socket.class,
                ServerSocket.class,
                DatagramSocket.class,
                ClassLoader.class,
                Module.class,
                ModuleLayer.class)) {
            refusals.add(new Refusal(type, NO_MEANING));
        }
        return List.copyOf(refusals);
    }

    private static boolean isDatabase(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> implemented : each.getInterfaces()) {
                if (DATABASE.contains(implemented.getName()) || isDatabase(implemented)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A class with native methods and a {@code long} that it keeps: a copied pointer would crash the worker. */
    private static boolean holdsNativeMemory(Class<?> type) {
        if (Form.isOfTheJdk(type) || !AutoCloseable.class.isAssignableFrom(type)) {
            return false;
        }
        boolean calls = false;
        boolean keeps = false;
        for (Class<?> each = type; each != null && !Form.isOfTheJdk(each); each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                calls |= Modifier.isNative(method.getModifiers());
            }
            keeps |= ObjectShape.fieldsOf(each).stream().anyMatch(field -> field.getType() == long.class);
        }
        return calls && keeps;
    }
}
