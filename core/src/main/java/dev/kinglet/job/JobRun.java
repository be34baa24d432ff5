package dev.kinglet.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kinglet.JobReport;
import dev.kinglet.config.Settings;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.result.FlopsCurve;
import dev.kinglet.stage.Keys;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.CountingObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One job: its name, its stages, its own view of the store, and the account of what it did. Thread-safe. */
final class JobRun {

    private static final double MEGABYTES_PER_GIGABYTE = 1024;
    private static final double CALLS_PER_MILLION = 1e6;

    final String id;
    final Instant submitted = Instant.now();

    private final Settings settings;
    private final ObjectStore store;
    private final CountingObjectStore counted;
    private final long startNanos = System.nanoTime();

    @GuardedBy("this")
    private final List<StageRun> stages = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, Long> phaseNanos = new TreeMap<>();

    @GuardedBy("this")
    private final Map<String, Long> storeRequests = new TreeMap<>();

    @GuardedBy("this")
    private long endNanos;

    @GuardedBy("this")
    private int attempts;

    @GuardedBy("this")
    private final Map<InvocationResult.Start, Integer> starts = new EnumMap<>(InvocationResult.Start.class);

    @GuardedBy("this")
    private long bytesRead;

    @GuardedBy("this")
    private long bytesWritten;

    @GuardedBy("this")
    private long inputBytes;

    @GuardedBy("this")
    private int peakMegabytes;

    @GuardedBy("this")
    private double gigabyteSeconds;

    @GuardedBy("this")
    private int billedInvocations;

    @GuardedBy("this")
    private boolean staged;

    @GuardedBy("this")
    private final FlopsCurve flops = new FlopsCurve();

    JobRun(String id, Settings settings, ObjectStore store) {
        this.id = id;
        this.settings = settings;
        this.store = store;
        this.counted = new CountingObjectStore(store);
    }

    /** The executor's store, with the requests of this job's driver counted. */
    ObjectStore store() {
        return counted;
    }

    /** Adds a stage. @return its number */
    synchronized int add(StageRun stage) {
        stages.add(stage);
        endNanos = 0;
        return stages.size() - 1;
    }

    synchronized void answered(InvocationResult.Answered answer, InvocationResponse response, int memoryMegabytes) {
        starts.merge(answer.start(), 1, Integer::sum);
        attempts += response.calls().size();
        response.phases().forEach((phase, nanos) -> phaseNanos.merge(phase, nanos, Long::sum));
        response.storeRequests().forEach((kind, count) -> storeRequests.merge(kind, count, Long::sum));
        bytesRead += response.bytesRead();
        bytesWritten += response.bytesWritten();
        inputBytes += response.inputBytes();
        peakMegabytes = Math.max(peakMegabytes, response.memoryMegabytes());
        bill(answer.billed(), memoryMegabytes);
    }

    synchronized void lost(int calls, Duration billed, int memoryMegabytes) {
        attempts += calls;
        bill(billed, memoryMegabytes);
    }

    @GuardedBy("this")
    private void bill(Duration billed, int memoryMegabytes) {
        // As Lambda does: each invocation, rounded up to the millisecond.
        long millis = Math.ceilDiv(billed.toNanos(), 1_000_000L);
        gigabyteSeconds += millis / 1e3 * (memoryMegabytes / MEGABYTES_PER_GIGABYTE);
        billedInvocations++;
    }

    /** A call that has succeeded told of operations. Times are as {@link System#nanoTime} counts. */
    synchronized void worked(CallWork work) {
        flops.add((double) work.flops(), work.startNanos() - startNanos, work.endNanos() - startNanos);
    }

    /** Something of the job lies in the store, so that its manifest is worth writing. */
    synchronized void noteStaged() {
        staged = true;
    }

    synchronized boolean hasStaged() {
        return staged;
    }

    /** Notes that a stage has ended. */
    synchronized void stageEnded() {
        endNanos = System.nanoTime();
    }

    synchronized List<StageRun> stages() {
        return List.copyOf(stages);
    }

    synchronized JobReport report() {
        int calls = 0;
        int succeeded = 0;
        int failed = 0;
        boolean over = true;
        for (StageRun stage : stages) {
            CallTable.Counts counts = stage.table.counts();
            calls += counts.known();
            succeeded += counts.ended() - counts.failed();
            failed += counts.failed();
            over &= counts.over();
        }
        Map<String, Long> requests = new TreeMap<>(storeRequests);
        counted.counts().forEach((kind, count) -> requests.merge(kind.name(), (long) count, Long::sum));
        Map<String, Duration> phases = new TreeMap<>();
        phaseNanos.forEach((phase, nanos) -> phases.put(phase, Duration.ofNanos(nanos)));
        double dollars = gigabyteSeconds * settings.pricePerGigabyteSecond()
                + billedInvocations / CALLS_PER_MILLION * settings.pricePerMillionInvocations();
        long until = over && endNanos != 0 ? endNanos : System.nanoTime();
        return new JobReport(
                id,
                Duration.ofNanos(until - startNanos),
                calls,
                succeeded,
                failed,
                attempts,
                starts.values().stream().mapToInt(Integer::intValue).sum(),
                starts.getOrDefault(InvocationResult.Start.COLD, 0),
                starts.getOrDefault(InvocationResult.Start.PREPARED, 0),
                starts.getOrDefault(InvocationResult.Start.WARM, 0),
                phases,
                requests,
                bytesRead,
                bytesWritten,
                inputBytes,
                peakMegabytes,
                gigabyteSeconds,
                dollars,
                location(),
                flops.report(
                        Duration.ofNanos(until - startNanos),
                        dollars,
                        settings.flopsTarget().orElse(null)));
    }

    /** The folder of the job in the store, as a location of its own. */
    private String location() {
        String location = store.location();
        int query = location.indexOf('?');
        String folder = query < 0 ? location : location.substring(0, query);
        return (folder.endsWith("/") ? folder : folder + "/")
                + Keys.job(id)
                + (query < 0 ? "" : location.substring(query));
    }
}
