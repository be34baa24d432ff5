package dev.kinglet.bench;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A map of very many calls with a small driver: inputs are made as they are asked for, and values are read one by one. */
@Command(name = "million", description = "1,000,000 calls with a driver of 512 MB.", mixinStandardHelpOptions = true)
final class MillionBenchmark extends Benchmark {

    private static final String DRIVER_HEAP = "-Xmx512m";

    @Option(names = "--calls", paramLabel = "N", description = "how many; 1,000,000 by default")
    private int calls = 1_000_000;

    @Option(names = IN_THIS_JVM, hidden = true)
    private boolean inThisJvm;

    @Override
    public Integer call() throws Exception {
        return inThisJvm ? super.call() : inSmallJvm();
    }

    /** The same again in a JVM that has no more memory than was said. */
    private int inSmallJvm() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                DRIVER_HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.kinglet.cli.Main",
                "bench"));
        command.addAll(words());
        command.add(IN_THIS_JVM);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Override
    Figures measure() throws Exception {
        long start = System.nanoTime();
        long sum = 0;
        int values = 0;
        try (FunctionExecutor executor = executor(Map.of())) {
            FutureList<Integer> futures =
                    executor.map(x -> x + 1, IntStream.range(0, calls).boxed());
            for (CallFuture<Integer> future : futures) {
                sum += future.get();
                values++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long expected = (long) calls * (calls + 1) / 2;
        if (values != calls || sum != expected) {
            throw new IllegalStateException(
                    values + " values of " + calls + " with the sum " + sum + ", which should be " + expected);
        }
        return new Figures()
                .add("calls", calls)
                .add("seconds", seconds)
                .add("calls_per_second", calls / seconds)
                .add("peak_driver_megabytes", Machine.peakMegabytes())
                .add("peak_driver_heap_megabytes", Machine.peakHeapMegabytes())
                .add("max_driver_heap_megabytes", (double) (Runtime.getRuntime().maxMemory() >> 20));
    }
}
