package dev.kinglet.bench;

import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.bench.page.Plot;
import dev.kinglet.bench.storage.StorageDone;
import dev.kinglet.bench.storage.StorageWork;
import dev.kinglet.bench.storage.StorageWork.Direction;
import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Functions write objects, then others read them and check them: large ones for the rate of bytes, small ones for the rate of requests.
 * The same is done by as many bare threads, in turn with the functions, so that both see the same store at the same time of day. Workers
 * are warm; aggregate rates are all bytes over the time from just before the map to its last result.
 */
@Command(
        name = "storage",
        description = "Writes and reads the store from functions and bare: MB/s and requests/s.",
        mixinStandardHelpOptions = true)
final class StorageBenchmark extends Benchmark {

    private static final int MEGABYTE = 1_000_000;
    private static final int SMALL_BYTES = 1_000;

    @Option(names = "--calls", paramLabel = "N", description = "functions' calls; two for each worker by default")
    private int calls;

    @Option(names = "--objects", paramLabel = "N", description = "large objects of a call; 4 by default")
    private int objects = 4;

    @Option(names = "--megabytes", paramLabel = "MB", description = "of a large object; 16 by default")
    private int megabytes = 16;

    @Option(names = "--small", paramLabel = "N", description = "objects of 1 KB of a call; 1000 by default")
    private int small = 1_000;

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 6 by default")
    private int rounds = 6;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before that; 1 by default")
    private int warmUp = 1;

    /** One direction of one size, by functions or bare: all calls' seconds together, and each call. */
    private record Pass(double seconds, List<StorageDone> calls) {

        double megabytesPerSecond() {
            return calls.stream().mapToLong(StorageDone::bytes).sum() / 1e6 / seconds;
        }

        double requestsPerSecond() {
            return calls.stream().mapToInt(StorageDone::requests).sum() / seconds;
        }
    }

    /** What writes and reads: functions, or threads. */
    private interface Runner {
        List<StorageDone> run(StorageWork work) throws Exception;
    }

    /** The passes of some rounds. */
    private record Passes(List<Pass> writes, List<Pass> reads) {
        Passes() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    Figures measure() throws Exception {
        Settings known = SettingsLoader.load(settings());
        if (calls < 1) {
            calls = 2 * known.workers();
        }
        Figures figures = new Figures().add("calls", calls).add("input_object_megabytes", megabytes);
        CallOptions alone = CallOptions.defaults().callsPerInvocation(1);
        try (ObjectStore store = ObjectStores.open(known.store());
                ExecutorService threads = Executors.newFixedThreadPool(known.workers());
                FunctionExecutor executor = executor(Map.of())) {
            Runner functions = work -> executor.map(work, numbers(), alone).join();
            Runner bare = work -> inThreads(threads, work, store);
            Passes large = new Passes();
            Passes largeBare = new Passes();
            alternate(store, bare, functions, objects, megabytes * MEGABYTE, largeBare, large);
            Passes little = new Passes();
            Passes littleBare = new Passes();
            alternate(store, bare, functions, small, SMALL_BYTES, littleBare, little);
            bytes(figures, "write", large.writes(), largeBare.writes());
            bytes(figures, "read", large.reads(), largeBare.reads());
            requests(figures, "write", little.writes(), littleBare.writes());
            requests(figures, "read", little.reads(), littleBare.reads());
        }
        String place = known.store().startsWith("s3:") ? "an S3 endpoint" : "a folder";
        return figures.note("Objects of " + megabytes + " MB for bytes, of 1 KB for requests, in " + place
                + "; each one that was read was checked.");
    }

    private List<Integer> numbers() {
        return IntStream.range(0, calls).boxed().toList();
    }

    private List<StorageDone> inThreads(ExecutorService threads, StorageWork work, ObjectStore store) throws Exception {
        List<Future<StorageDone>> running = new ArrayList<>();
        for (int call : numbers()) {
            running.add(threads.submit(() -> work.run(store, call)));
        }
        List<StorageDone> done = new ArrayList<>();
        for (Future<StorageDone> one : running) {
            done.add(one.get());
        }
        return done;
    }

    /** Both in turn, and each first in every other round: what is written and removed is still being dealt with when the next begins. */
    private void alternate(
            ObjectStore store, Runner bare, Runner functions, int count, int bytes, Passes ofBare, Passes ofFunctions)
            throws Exception {
        for (int round = -warmUp; round < rounds; round++) {
            boolean bareFirst = round % 2 == 0;
            if (bareFirst) {
                both(store, bare, count, bytes, round, "bare", ofBare);
            }
            both(store, functions, count, bytes, round, "functions", ofFunctions);
            if (!bareFirst) {
                both(store, bare, count, bytes, round, "bare", ofBare);
            }
        }
    }

    /** Writes, reads, and removes; under keys that nobody has used, for to replace an object is another thing. */
    private void both(ObjectStore store, Runner runner, int count, int bytes, int round, String who, Passes passes)
            throws Exception {
        String prefix =
                "bench/storage/" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        StorageWork writing = new StorageWork(Direction.WRITE, prefix, count, bytes);
        try {
            Pass write = pass(runner, writing);
            Pass read = pass(runner, new StorageWork(Direction.READ, prefix, count, bytes));
            say(String.format(
                    Locale.ROOT,
                    "%s %-9s %,d x %,d bytes: wrote %,.0f MB/s, %,.0f/s; read %,.0f MB/s, %,.0f/s",
                    round < 0 ? "warm-up" : "round  ",
                    who,
                    calls * count,
                    bytes,
                    write.megabytesPerSecond(),
                    write.requestsPerSecond(),
                    read.megabytesPerSecond(),
                    read.requestsPerSecond()));
            if (round >= 0) {
                passes.writes().add(write);
                passes.reads().add(read);
            }
        } finally {
            writing.clean(store, calls);
        }
    }

    private static Pass pass(Runner runner, StorageWork work) throws Exception {
        long start = System.nanoTime();
        List<StorageDone> done = runner.run(work);
        return new Pass((System.nanoTime() - start) / 1e9, done);
    }

    private static double[] each(List<Pass> passes, ToDoubleFunction<StorageDone> rate) {
        return passes.stream()
                .flatMap(pass -> pass.calls().stream())
                .mapToDouble(rate)
                .toArray();
    }

    private static void bytes(Figures figures, String way, List<Pass> functions, List<Pass> bare) {
        double[] each = each(functions, call -> call.bytes() / 1e6 / call.seconds());
        double rate = Statistics.median(
                functions.stream().mapToDouble(Pass::megabytesPerSecond).toArray());
        double bareRate = Statistics.median(
                bare.stream().mapToDouble(Pass::megabytesPerSecond).toArray());
        figures.add(way + "_megabytes_per_second", rate)
                .add(way + "_function_megabytes_per_second", Statistics.median(each))
                .add("bare_" + way + "_megabytes_per_second", bareRate)
                .add(way + "_of_bare_ratio", rate / bareRate)
                .plot(Plot.histogram("Rates of calls: " + way, "MB/s of a call", "calls", each));
    }

    private static void requests(Figures figures, String way, List<Pass> functions, List<Pass> bare) {
        double rate = Statistics.median(
                functions.stream().mapToDouble(Pass::requestsPerSecond).toArray());
        double bareRate = Statistics.median(
                bare.stream().mapToDouble(Pass::requestsPerSecond).toArray());
        double[] each = each(functions, call -> call.requests() / call.seconds());
        figures.add(way + "_requests_per_second", rate)
                .add(way + "_function_requests_per_second", Statistics.median(each))
                .add("bare_" + way + "_requests_per_second", bareRate)
                .add(way + "_requests_of_bare_ratio", rate / bareRate);
    }
}
