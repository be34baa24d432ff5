package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.kinglet.RemoteFunction;
import dev.kinglet.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What cannot travel is refused where the user calls, with the way to it and what to do. */
final class RefusalTest {

    private static final String ELSEWHERE = " Create it inside the function, or capture the values it needs.";

    private final KryoValueCodec codec = new KryoValueCodec(RefusalTest.class.getClassLoader());

    private String refusal(Object value, String what) {
        try {
            codec.encode(value, what);
        } catch (NotTransportableException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError(value + " was written");
    }

    /** A function that captures the value. */
    private static RemoteFunction<Object, Object> capturing(Object captured) {
        return x -> captured;
    }

    static final class Client {
        final Thread pool = new Thread(() -> {});
        final List<String> names = List.of();
    }

    record Holder(String name, Object value) {}

    static final class Native implements AutoCloseable {
        private final long pointer = 4711;

        native void free();

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "native " + pointer;
        }
    }

    static final class Plug extends java.util.TimerTask {
        @Override
        public void run() {}
    }

    static final List<Arguments> REFUSED = Stream.<Map.Entry<Object, String>>of(
                    Map.entry(
                            new Thread(() -> {}),
                            "a java.lang.Thread, which has no meaning in another process." + ELSEWHERE),
                    Map.entry(
                            new Timer(true), "a java.util.Timer, which has no meaning in another process." + ELSEWHERE),
                    Map.entry(
                            new ThreadLocal<>(),
                            "a java.lang.ThreadLocal, which has no meaning in another process." + ELSEWHERE),
                    Map.entry(
                            ProcessHandle.current(),
                            "a java.lang.ProcessHandleImpl, which has no meaning in another process."),
                    Map.entry(
                            new Object() {}.getClass().getClassLoader(),
                            "which has no meaning in another process." + ELSEWHERE),
                    Map.entry(
                            new ByteArrayInputStream(new byte[1]),
                            "a java.io.ByteArrayInputStream, which is open in this process only."),
                    Map.entry(
                            new ByteArrayOutputStream(),
                            "which is open in this process only. Open it inside the function"),
                    Map.entry(new StringReader(""), "a java.io.StringReader, which is open in this process only."),
                    Map.entry(
                            Stream.of(1),
                            "which can be read once, here. Capture a collection of its elements: stream.toList()."),
                    Map.entry(new CompletableFuture<>(), "whose value is still to come, in the driver."),
                    Map.entry(
                            new CountDownLatch(1), "a java.util.concurrent.CountDownLatch, which is not Serializable"),
                    Map.entry(
                            DateTimeFormatter.ISO_DATE,
                            "a java.time.format.DateTimeFormatter, which is not Serializable"),
                    Map.entry(
                            "a".chars().iterator(),
                            "which is not Serializable and keeps its state private to the JDK."),
                    Map.entry(System.getLogger("x"), "Make it a static field, or use CallContext.current().logger()"),
                    Map.entry(
                            java.util.logging.Logger.getAnonymousLogger(),
                            "a java.util.logging.Logger, which belongs to this process."),
                    Map.entry(
                            proxy(ObjectStore.class),
                            "Inside the function, CallContext.current().store() is the store."),
                    Map.entry(proxy(dev.kinglet.FunctionExecutor.class), "which belongs to the driver."),
                    Map.entry(proxy(dev.kinglet.FutureList.class), "Pass futures as the inputs of map or reduce"),
                    Map.entry(proxy(dev.kinglet.CallContext.class), "CallContext.current() is the context."),
                    Map.entry(
                            proxy(Connection.class),
                            "which is a connection of this process. Open it inside the function"),
                    Map.entry(
                            new Native(), "which holds a resource of native code that another process does not have."),
                    Map.entry(new Plug(), "which extends java.util.TimerTask and is not Serializable"),
                    Map.entry(
                            Function.identity().andThen(x -> x),
                            "a lambda of java.util.function.Function, which a method of java.util.function.Function made"))
            .<Arguments>map(
                    entry -> argumentSet(entry.getKey().getClass().getSimpleName(), entry.getKey(), entry.getValue()))
            .toList();

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> null);
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void isRefusedWithItsReason(Object value, String reason) {
        assertThat(refusal(value, "result")).startsWith("result is a ").contains(reason);
        assertThat(refusal(capturing(value), "mapper"))
                .startsWith("mapper captures `captured`, a ")
                .contains(reason);
        assertThat(refusal(List.of(1, new Holder("x", value)), "input"))
                .startsWith("input holds `[1].value`, a ")
                .contains(reason);
    }

    @Test
    void whatIsOpenIsRefused(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("f"), "x");
        try (ServerSocket socket = new ServerSocket(0);
                FileChannel channel = FileChannel.open(file);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(refusal(capturing(socket), "mapper"))
                    .contains("`captured`, a java.net.ServerSocket, which has no meaning");
            assertThat(refusal(capturing(channel), "mapper")).contains("which is open in this process only");
            assertThat(refusal(capturing(executor), "mapper")).contains("which has no meaning in another process");
        }
    }

    @Test
    void theMessageIsAWholeSentenceWithThePath() {
        Client client = new Client();

        assertThat(refusal(capturing(client), "mapper"))
                .matches(
                        "mapper captures `captured.pool`, a java.lang.Thread, which has no meaning in another process\\."
                                + ELSEWHERE.replace(".", "\\.")
                                + " The lambda at RefusalTest\\.java:\\d+ captures it\\.");
    }

    private final Client client = new Client();

    @Test
    void aLambdaThatUsesAFieldIsToldThatItCapturesThis() {
        RemoteFunction<Object, Object> function = x -> client.names;

        assertThat(refusal(function, "mapper"))
                .startsWith(
                        "mapper captures `this.client.pool`, a java.lang.Thread, which has no meaning in another process."
                                + ELSEWHERE + " The lambda at RefusalTest.java:")
                .endsWith(
                        " captures `this` (dev.kinglet.closure.RefusalTest) because it uses a field or method of it: copy what it"
                                + " needs to a local variable first.");
    }

    @Test
    void anAnonymousClassIsReadThroughItsOuterObject() {
        Object function = new RemoteFunction<Object, Object>() {
            @Override
            public Object apply(Object input) {
                return client.names;
            }
        };

        assertThat(refusal(function, "mapper")).startsWith("mapper holds `this$0.client.pool`, a java.lang.Thread");
    }

    @Test
    void pathsLeadThroughCollectionsMapsArraysAndOtherLambdas() {
        Thread thread = new Thread(() -> {});
        Map<Object, Object> keys = new HashMap<>();
        keys.put(thread, "value");
        RemoteFunction<Object, Object> inner = capturing(List.of(0, 1, 2, thread));

        assertThat(refusal(capturing(Map.of("main", thread)), "mapper")).contains("`captured[\"main\"]`");
        assertThat(refusal(capturing(Map.of(7, thread)), "mapper")).contains("`captured[7]`");
        assertThat(refusal(capturing(keys), "mapper")).contains("`captured.keySet()[0]`");
        assertThat(refusal(capturing(new Object[][] {{}, {1, thread}}), "mapper"))
                .contains("`captured[1][1]`");
        assertThat(refusal(capturing(inner), "mapper")).contains("`captured.captured[3]`");
        assertThat(refusal(capturing(new Holder("h", java.util.Optional.of(thread))), "mapper"))
                .contains("`captured.value.get()`");
        assertThat(refusal(
                        capturing(java.util.Collections.unmodifiableList(new ArrayList<>(List.of(thread)))), "mapper"))
                .contains("`captured[0]`");
        assertThat(refusal(new RuntimeException("x", new Carrier(thread)), "result"))
                .contains("`cause.thread`");
    }

    static final class Carrier extends RuntimeException {
        final transient Object skipped = new Object();
        final Object thread;

        Carrier(Object thread) {
            this.thread = thread;
        }
    }

    @Test
    void whatLiesBehindTheJdksPrivateFieldsIsReportedWithItsHolder() {
        TreeMap<String, Integer> map =
                new TreeMap<>(Comparator.comparing(Function.<String>identity().andThen(x -> x))
                        .reversed());

        assertThat(refusal(capturing(map), "mapper"))
                .startsWith("mapper captures `captured.comparator().reversed()")
                .contains("a lambda of java.util.function.Function, which a method of");
    }

    @Test
    void cyclesThroughObjectsThatMustBeMadeAtOnceAreRefused() {
        List<Object> list = new ArrayList<>();
        list.add(new Holder("self", list));
        codec.encode(list, "value");

        List<Object> inner = new ArrayList<>();
        Holder record = new Holder("self", inner);
        inner.add(record);
        assertThat(refusal(record, "result"))
                .startsWith("result is a dev.kinglet.closure.RefusalTest$Holder, which contains itself")
                .contains("Break the cycle");

        RemoteFunction<?, ?>[] self = new RemoteFunction<?, ?>[1];
        self[0] = (RemoteFunction<Object, Object> & Serializable) x -> self[0];
        assertThat(refusal(self[0], "mapper")).contains("which contains itself");
    }

    @Test
    void theCodecWorksOnAfterARefusal() {
        refusal(capturing(new Thread(() -> {})), "mapper");
        byte[] bytes = codec.encode(List.of(new Holder("a", 1)), "value");

        assertThat(codec.decode(bytes, 0, bytes.length)).isEqualTo(List.of(new Holder("a", 1)));
    }

    @Test
    void aFunctionThatCapturesTooMuchIsRefused() {
        assertThatThrownBy(() -> ClosureCapture.checkSize(ClosureCapture.MAX_BYTES + 1L, "mapper"))
                .isInstanceOf(NotTransportableException.class)
                .hasMessageStartingWith("mapper captures 256 MB, more than the 256 MB that a function may")
                .hasMessageContaining("Put the data into the store");
    }
}
