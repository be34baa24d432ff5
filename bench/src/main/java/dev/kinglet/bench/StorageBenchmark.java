package dev.kinglet.bench;

import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.bench.page.Plot;
import dev.kinglet.bench.storage.BareAccess;
import dev.kinglet.bench.storage.ObjectAccess;
import dev.kinglet.bench.storage.StorageDone;
import dev.kinglet.bench.storage.StorageWork;
import dev.kinglet.bench.storage.StorageWork.Direction;
import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Functions write objects, then others read them and check them: large ones for the rate of bytes, small ones for the rate of requests.
 * The same is done without Kinglet by as many threads, in turn with the functions, so that both see the same store at the same time of
 * day. Workers are warm; aggregate rates are all bytes over the time from just before the map to its last result.
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

    @Option(
            names = "--small-reads",
            paramLabel = "N",
            description = "how often a call reads each of these; 10 by default, so that reading lasts long enough to be"
                    + " timed")
    private int smallReads = 10;

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 8 by default")
    private int rounds = 8;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "rounds before that; 6 by default, for small objects show how young a JVM is")
    private int warmUp = 6;

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

    /** The passes of all rounds by functions, and those without Kinglet, in the same order, or none. */
    private record Passes(List<Pass> writes, List<Pass> reads, List<Pass> bareWrites, List<Pass> bareReads) {
        Passes() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Objects of one size. */
    private record Load(int objects, int bytes, int times) {}

    @Override
    Figures measure() throws Exception {
        Settings known = SettingsLoader.load(settings());
        if (calls < 1) {
            calls = 2 * known.workers();
        }
        Figures figures = new Figures().add("calls", calls).add("input_object_megabytes", megabytes);
        CallOptions alone = CallOptions.defaults().callsPerInvocation(1);
        try (StoreConnections connections = new StoreConnections();
                ExecutorService threads = Executors.newFixedThreadPool(known.workers());
                FunctionExecutor executor = executor(Map.of())) {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(known.store());
            Runner functions = work -> executor.map(work, numbers(), alone).join();
            ObjectAccess access = BareAccess.at(store.location(), System.getenv());
            Runner bare = access == null ? null : work -> inThreads(threads, work, access);
            Passes large = alternate(store, bare, functions, new Load(objects, megabytes * MEGABYTE, 1));
            Passes little = alternate(store, bare, functions, new Load(small, SMALL_BYTES, smallReads));
            bytes(figures, "write", large.writes(), large.bareWrites());
            bytes(figures, "read", large.reads(), large.bareReads());
            requests(figures, "write", little.writes(), little.bareWrites());
            requests(figures, "read", little.reads(), little.bareReads());
            note(figures, store.location(), access != null);
        }
        return figures;
    }

    private void note(Figures figures, String location, boolean hasBare) {
        boolean s3 = location.startsWith("s3:");
        figures.note("Objects of " + megabytes + " MB for bytes, of 1 KB for requests, in "
                + (s3 ? "an S3 endpoint" : location.startsWith("file:") ? "a folder" : location)
                + "; each one that was read was checked.");
        if (!hasBare) {
            figures.note("There is no bare measurement: "
                    + (s3 ? "it takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY." : "nothing but Kinglet is there."));
            return;
        }
        figures.note("Bare is as many threads of one JVM, "
                + (s3
                        ? "with the MinIO client as it comes and the same MD5 of each body."
                        : "with the JDK's files: each written beside its place and renamed, so that it appears"
                                + " whole, too."));
        figures.note("Ratios are medians of those of each two rounds in a row, in which each was first once.");
    }

    private List<Integer> numbers() {
        return IntStream.range(0, calls).boxed().toList();
    }

    private List<StorageDone> inThreads(ExecutorService threads, StorageWork work, ObjectAccess store)
            throws Exception {
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
    private Passes alternate(ObjectStore store, @Nullable Runner bare, Runner functions, Load load) throws Exception {
        Passes passes = new Passes();
        for (int round = -warmUp; round < rounds; round++) {
            boolean bareFirst = round % 2 == 0;
            if (bare != null && bareFirst) {
                both(store, bare, load, round, "bare", passes.bareWrites(), passes.bareReads());
            }
            both(store, functions, load, round, "functions", passes.writes(), passes.reads());
            if (bare != null && !bareFirst) {
                both(store, bare, load, round, "bare", passes.bareWrites(), passes.bareReads());
            }
        }
        return passes;
    }

    /** Writes, reads, and removes; under keys that nobody has used, for to replace an object is another thing. */
    private void both(
            ObjectStore store, Runner runner, Load load, int round, String who, List<Pass> writes, List<Pass> reads)
            throws Exception {
        String prefix =
                "bench/storage/" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        StorageWork writing = new StorageWork(Direction.WRITE, prefix, load.objects(), load.bytes(), load.times());
        try {
            Pass write = pass(runner, writing);
            Pass read =
                    pass(runner, new StorageWork(Direction.READ, prefix, load.objects(), load.bytes(), load.times()));
            say(String.format(
                    Locale.ROOT,
                    "%s %-9s %,d x %,d bytes: wrote %,.0f MB/s, %,.0f/s; read %,.0f MB/s, %,.0f/s",
                    round < 0 ? "warm-up" : "round  ",
                    who,
                    calls * load.objects(),
                    load.bytes(),
                    write.megabytesPerSecond(),
                    write.requestsPerSecond(),
                    read.megabytesPerSecond(),
                    read.requestsPerSecond()));
            if (round >= 0) {
                writes.add(write);
                reads.add(read);
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
        rates(figures, way + "_megabytes_per_second", Pass::megabytesPerSecond, functions, bare);
        figures.add(way + "_function_megabytes_per_second", Statistics.median(each));
        ratio(figures, way + "_of_bare_ratio", functions, bare);
        figures.plot(Plot.histogram("Rates of calls: " + way, "MB/s of a call", "calls", each));
    }

    private static void requests(Figures figures, String way, List<Pass> functions, List<Pass> bare) {
        rates(figures, way + "_requests_per_second", Pass::requestsPerSecond, functions, bare);
        figures.add(
                way + "_function_requests_per_second",
                Statistics.median(each(functions, call -> call.requests() / call.seconds())));
        ratio(figures, way + "_requests_of_bare_ratio", functions, bare);
    }

    private static void rates(
            Figures figures, String name, ToDoubleFunction<Pass> rate, List<Pass> functions, List<Pass> bare) {
        figures.add(name, Statistics.median(functions.stream().mapToDouble(rate).toArray()));
        if (!bare.isEmpty()) {
            figures.add(
                    "bare_" + name,
                    Statistics.median(bare.stream().mapToDouble(rate).toArray()));
        }
    }

    /** Of each two rounds in a row, in which each was first once: who is first may find the disk at half or twice the rate. */
    private static void ratio(Figures figures, String name, List<Pass> functions, List<Pass> bare) {
        int together = Math.min(2, bare.size());
        if (together > 0) {
            figures.add(
                    name,
                    Statistics.median(IntStream.rangeClosed(0, bare.size() - together)
                            .mapToDouble(round -> seconds(bare.subList(round, round + together))
                                    / seconds(functions.subList(round, round + together)))
                            .toArray()));
        }
    }

    private static double seconds(List<Pass> passes) {
        return passes.stream().mapToDouble(Pass::seconds).sum();
    }
}
