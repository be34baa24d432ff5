package dev.kinglet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.config.LoadedSettings;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StoreProbe;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kinglet check}: whether the store and the workers that are configured do what a job needs. */
@Command(
        description = {
            "Tries what a job needs, step by step: the store's requests, and a call through a worker.",
            "Ends at the first step that fails. What it writes to the store it removes again."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand extends Action {

    private static final String PREFIX = "check/";
    private static final byte[] CONTENT = "what a job would write".getBytes(UTF_8);
    private static final double NANOS_PER_MILLI = 1e6;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    CheckCommand() {}

    @Override
    public Integer call() throws Exception {
        LoadedSettings loaded = settings.load();
        out().println("java " + Runtime.version() + ", " + System.getProperty("java.home"));
        out().println("store " + loaded.store());
        try (StoreConnections connections = new StoreConnections()) {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(loaded.store());
            checkStore(store, PREFIX + UUID.randomUUID());
        }
        out().println("platform " + loaded.platform());
        try (FunctionExecutor executor = FunctionExecutor.create(settings.given())) {
            step("a first call, to a cold worker", () -> answer(executor));
            step("a second call", () -> answer(executor));
        }
        out().println("all is well");
        return 0;
    }

    private void checkStore(ObjectStore store, String key) throws Exception {
        step("write an object", () -> {
            store.put(key, CONTENT);
            return "";
        });
        try {
            step("read it", () -> same(store.get(key), CONTENT));
            step("read a range", () -> same(store.get(key, 5, 3), Arrays.copyOfRange(CONTENT, 5, 8)));
            step("list it", () -> {
                boolean found = store.list(key, null, 10).objects().stream()
                        .anyMatch(object -> object.key().equals(key));
                return found ? "" : fail("the list does not have what was written");
            });
            // A job does without: the response counts. Readers of the bucket are better off with it.
            step("write only what is absent", () -> {
                StoreProbe.ConditionalPut probe = StoreProbe.conditionalPut(store, PREFIX);
                return probe.trusted() ? "" : "not to be relied on: " + probe.reason();
            });
        } finally {
            step("remove it", () -> {
                store.delete(key);
                return "";
            });
        }
    }

    private static String same(byte[] read, byte[] written) {
        return Arrays.equals(read, written)
                ? ""
                : fail("read " + read.length + " bytes that are not the " + written.length + " that were written");
    }

    private static String answer(FunctionExecutor executor) {
        int answer = executor.call(x -> x + 1, 41).join();
        return answer == 42 ? "" : fail("41 + 1 came back as " + answer);
    }

    private static String fail(String what) {
        throw new IllegalStateException(what);
    }

    private void step(String name, Callable<String> step) throws Exception {
        long begun = System.nanoTime();
        String remark;
        try {
            remark = step.call();
        } catch (Exception e) {
            out().printf("  %-32s failed%n", name);
            throw e;
        }
        out().printf(
                        Locale.ROOT,
                        "  %-32s %,8.1f ms%s%n",
                        name,
                        (System.nanoTime() - begun) / NANOS_PER_MILLI,
                        suffix(remark));
    }

    private static String suffix(String remark) {
        return remark.isEmpty() ? "" : "  " + remark;
    }
}
