package dev.kinglet.bench.flops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the machine can do at most: the same multiplications by the same library on all cores at once, in a JVM of its own in which there
 * is nothing of Kinglet's.
 *
 * @param perSecond floating-point operations per second, of the best of some rounds
 * @param multiplier what it multiplied with
 */
public record BareCeiling(double perSecond, String multiplier) {

    private static final int ROUNDS = 2;

    /** What a JVM needs for every {@link Multipliers.Engine}. */
    static final List<String> JVM_FLAGS =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    /**
     * Measures.
     *
     * @param copies how many multiplications run side by side
     * @param bundle the file of the {@link NativeBundle}, or null where there is none
     */
    static BareCeiling measure(
            int size, int loops, int threads, int copies, Multipliers.Engine engine, @Nullable Path bundle)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=64g", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(BareCeiling.class.getName());
        for (int number : new int[] {size, loops, threads, copies}) {
            command.add(Integer.toString(number));
        }
        command.add(engine.name());
        if (bundle != null) {
            command.add(bundle.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment(threads));
        Process process = builder.start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        int status = process.waitFor();
        int space = last.indexOf(' ');
        if (status != 0 || space < 0) {
            throw new IOException("the bare measurement ended with status " + status + " and said: " + last);
        }
        return new BareCeiling(Double.parseDouble(last.substring(0, space)), last.substring(space + 1));
    }

    /** What the library is told by its environment: what the user tells it on this machine, and how many threads it may have. */
    static Map<String, String> environment(int threads) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(name -> !name.startsWith("OPENBLAS_"));
        variables.put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        return variables;
    }

    /** The process that measures; see {@link #measure}. */
    public static void main(String[] arguments) throws Exception {
        int size = Integer.parseInt(arguments[0]);
        int loops = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        int copies = Integer.parseInt(arguments[3]);
        byte[] bundle = arguments.length > 5 ? Files.readAllBytes(Path.of(arguments[5])) : null;
        Multiplier multiplier = Multipliers.find(Multipliers.Engine.valueOf(arguments[4]), threads, () -> bundle);
        double best = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(copies)) {
            List<Matrices> matrices = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                Matrices own = new Matrices(size);
                own.fill(i);
                matrices.add(own);
            }
            round(pool, multiplier, matrices, 1);
            for (int round = 0; round < ROUNDS; round++) {
                double seconds = round(pool, multiplier, matrices, loops);
                best = Math.max(best, 2.0 * size * size * size * loops * copies / seconds);
            }
        }
        System.out.println(best + " " + multiplier.name());
    }

    private static double round(ExecutorService pool, Multiplier multiplier, List<Matrices> matrices, int loops)
            throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(matrices.size());
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (Matrices own : matrices) {
            running.add(pool.submit(() -> {
                ready.countDown();
                go.await();
                own.multiply(multiplier, loops);
                return null;
            }));
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        for (Future<?> one : running) {
            one.get();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
