package dev.kinglet.execute.process;

import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.stage.InputReference;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.Keys;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** What a worker does in its training run: what workers mostly do first, some times. */
final class AotTraining {

    /**
     * Few: what the training run finds hot is compiled as soon as a worker starts, and with hundreds of rounds that kept the compilers busy
     * for 15 ms of a cold start on two processors.
     */
    private static final int ROUNDS = 10;

    /** Enough for the loops of a dataset to be compiled. */
    private static final int LINES = 20_000;

    private static final int DATASETS = 3;

    private static final int MEMORY_MEGABYTES = 512;
    private static final int PATIENCE_SECONDS = 60;
    private static final String SHIPPED = "training.Shipped";

    private final SigningKey key = SigningKey.random();
    private final InvocationCodec codec = new InvocationCodec(key);
    private final ValueCodec values = new KryoValueCodec(AotTraining.class.getClassLoader());
    private final Path folder;
    private final ObjectStore store;
    private final ProcessPlatform platform;
    private long invocations;

    private AotTraining(Path folder, ObjectStore store, List<Path> classPath, Path cache) {
        this.folder = folder;
        this.store = store;
        WorkerJvm jvm = new WorkerJvm(
                WorkerJvm.ownJava(), classPath, () -> null, List.of("-XX:AOTCacheOutput=" + cache), Map.of());
        // The cache is written as the process ends, which takes seconds.
        PoolLimits limits = new PoolLimits(
                1,
                0,
                10,
                Duration.ofMinutes(5),
                new FunctionSettings(MEMORY_MEGABYTES, Map.of()),
                Duration.ofSeconds(PATIENCE_SECONDS),
                Duration.ofSeconds(PATIENCE_SECONDS),
                Duration.ofSeconds(PATIENCE_SECONDS));
        platform = ProcessPlatform.open(limits, key, WorkerCommand.own(), jvm);
    }

    /** Runs a worker with this class path so that it leaves a cache. */
    static void run(List<Path> classPath, Path cache) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kinglet-training-");
        try (StoreConnections connections = new StoreConnections()) {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER)
                    .at(folder.toUri().toString());
            AotTraining training = new AotTraining(folder, store, classPath, cache);
            try {
                training.train();
            } finally {
                training.platform.dismiss(Duration.ofSeconds(PATIENCE_SECONDS));
                training.platform.close();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the training run failed: " + e.getMessage(), e);
        } finally {
            Folders.delete(folder);
        }
    }

    private record Pair(String left, int right) {}

    private void train() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        List<String> jars = List.of(put(jar(0)), put(jar(1)), put(jar(2)));
        RemoteFunction<Integer, Integer> number = x -> x + 1;
        RemoteFunction<String, Pair> pair = x -> new Pair(x, x.length());
        RemoteFunction<Integer, byte[]> staged = byte[]::new;
        Path text = folder.resolve("text.txt");
        Files.writeString(text, DatasetTraining.text(LINES));
        String texts = text.toUri().toString();
        Path counts = folder.resolve("counts");
        String location = counts.toUri().toString();
        RemoteFunction<String, Long> counted = x -> DatasetTraining.run(texts, location);
        RemoteFunction<Object, Object> shipped = x -> {
            System.out.println("training");
            return Class.forName(SHIPPED, true, Thread.currentThread().getContextClassLoader())
                    .getName();
        };
        RemoteFunction<Integer, Integer> throwing = x -> {
            throw new IllegalStateException("training");
        };
        invoke(shipped, jars, "x", 1);
        for (int i = 0; i < ROUNDS; i++) {
            invoke(number, jars, i, 10);
            invoke(pair, List.of(), "text", 2);
        }
        invoke(staged, List.of(), 100_000, 3);
        invoke(counted, List.of(), "", DATASETS);
        if (!Files.exists(counts)) {
            throw new IllegalStateException("the words were not counted");
        }
        invoke(throwing, List.of(), 1, 2);
    }

    private void invoke(RemoteFunction<?, ?> function, List<String> code, Object input, int count)
            throws InterruptedException, ExecutionException, TimeoutException {
        CapturedClosure closure = new ClosureCapture(new CodeFinder()).capture(function, "function");
        put(closure.bytes());
        List<CallAttempt> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(new CallAttempt(i, 0, new InputReference.Inline(values.encode(input, "input"))));
        }
        InvocationRequest request = new InvocationRequest(
                "training-" + invocations, 0, calls, closure.hash(), code, store.location(), 65_536, 60_000);
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        platform.invoke(
                new Invocation(
                        ++invocations,
                        new FunctionSettings(MEMORY_MEGABYTES, Map.of()),
                        codec.encode(request),
                        Duration.ofSeconds(PATIENCE_SECONDS)),
                result::complete);
        if (result.get(PATIENCE_SECONDS, TimeUnit.SECONDS) instanceof InvocationResult.Lost lost) {
            throw new IllegalStateException(lost.evidence());
        }
    }

    private String put(byte[] content) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            store.put(Keys.code(hash), content);
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A jar with one class that is not Kinglet's, and a number that makes it another one. */
    private static byte[] jar(int number) throws IOException {
        byte[] type = ClassFile.of().build(ClassDesc.of(SHIPPED), builder -> {});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(SHIPPED.replace('.', '/') + ".class"));
            jar.write(type);
            jar.putNextEntry(new JarEntry("number-" + number));
        }
        return bytes.toByteArray();
    }
}
