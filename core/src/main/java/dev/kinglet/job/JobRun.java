package dev.kinglet.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kinglet.JobReport;
import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.InvocationFacts;
import dev.kinglet.attempt.InvocationFacts.WorkerFacts;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.config.Settings;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.journal.JobReader;
import dev.kinglet.journal.Journal;
import dev.kinglet.report.FlopsCurve;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Keys;
import dev.kinglet.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One job: its name, its stages, its own view of the store, and the account of what it did. Thread-safe. */
final class JobRun implements JobReader {

    final String id;
    final Instant submitted = Instant.now();
    final Journal journal = new Journal();

    /** All stores that the job's driver asks. */
    final Stores stores;

    private final Settings settings;
    private final PlatformProfile.Prices prices;
    private final ObjectStore store;
    private final long startNanos = System.nanoTime();

    @GuardedBy("this")
    private final List<StageRun> stages = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, Long> phaseNanos = new TreeMap<>();

    @GuardedBy("this")
    private long endNanos;

    @GuardedBy("this")
    private int attempts;

    @GuardedBy("this")
    private final Map<WorkerStart, Integer> starts = new EnumMap<>(WorkerStart.class);

    @GuardedBy("this")
    private StoreUse workersStores = StoreUse.NONE;

    @GuardedBy("this")
    private long inputBytes;

    @GuardedBy("this")
    private int peakMegabytes;

    @GuardedBy("this")
    private double gigabyteSeconds;

    @GuardedBy("this")
    private int billedInvocations;

    @GuardedBy("this")
    private long badRecords;

    @GuardedBy("this")
    private boolean staged;

    @GuardedBy("this")
    private Runnable whenStaged = () -> {};

    @GuardedBy("this")
    private final FlopsCurve flops = new FlopsCurve();

    JobRun(String id, Settings settings, PlatformProfile.Prices prices, Stores stores) {
        this.id = id;
        this.settings = settings;
        this.prices = prices;
        this.stores = stores;
        this.store = stores.at(settings.store());
        journal.add(this);
    }

    /** Where code, inputs and results of the job lie. */
    ObjectStore store() {
        return store;
    }

    /** Adds a stage. @return its number */
    synchronized int add(StageRun stage) {
        stages.add(stage);
        endNanos = 0;
        return stages.size() - 1;
    }

    @Override
    public void on(JobEvent event) {
        // No switch over patterns: the first one in a process costs a program of a single call some milliseconds.
        if (event instanceof JobEvent.CallEnded call) {
            ended(call);
        } else if (event instanceof JobEvent.AttemptsEnded attempts) {
            ended(attempts.invocation(), attempts.ends());
        } else if (event instanceof JobEvent.StageEnded stage) {
            ended(stage);
        }
    }

    private synchronized void ended(JobEvent.StageEnded stage) {
        endNanos = stage.nanos();
    }

    private synchronized void ended(InvocationFacts invocation, List<AttemptEnd> ends) {
        for (int i = 0; i < ends.size(); i++) {
            attempts += ends.get(i).toldBy().mayHaveBegun() ? 1 : 0;
        }
        if (invocation.worker() != null) {
            told(invocation.worker());
        }
        if (invocation.billed() != null) {
            bill(invocation.billed(), invocation.memoryMegabytes());
        }
    }

    @GuardedBy("this")
    private void told(WorkerFacts worker) {
        starts.merge(worker.start(), 1, Integer::sum);
        worker.phases().forEach((phase, nanos) -> phaseNanos.merge(phase, nanos, Long::sum));
        workersStores = workersStores.plus(worker.store());
        inputBytes += worker.inputBytes();
        peakMegabytes = Math.max(peakMegabytes, worker.peakMegabytes());
    }

    /** Most calls, of which there may be a million, have left nothing to be noted. */
    private void ended(JobEvent.CallEnded call) {
        if (call.outcome() instanceof AttemptOutcome.Staged) {
            noteStaged();
        }
        AttemptEnd end = call.end();
        if (end != null && end.flops() != 0 && end.code() == null) {
            worked(end);
        }
    }

    /** What the attempt told of that counts is what counts. */
    private synchronized void worked(AttemptEnd end) {
        flops.add((double) end.flops(), end.begunNanos() - startNanos, end.endedNanos() - startNanos);
    }

    @GuardedBy("this")
    private void bill(Duration billed, int memoryMegabytes) {
        gigabyteSeconds += prices.gigabyteSeconds(billed, memoryMegabytes);
        billedInvocations++;
    }

    /** Records did not fit and were passed over. */
    synchronized void passedOver(long records) {
        badRecords += records;
    }

    /** Something of the job lies in the store, so that its manifest is worth writing. */
    void noteStaged() {
        Runnable first;
        synchronized (this) {
            first = staged ? () -> {} : whenStaged;
            staged = true;
        }
        first.run();
    }

    /** Has something done when the first object is staged, in the thread that notes it. */
    synchronized void whenStaged(Runnable what) {
        whenStaged = what;
    }

    synchronized boolean hasStaged() {
        return staged;
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
        StoreUse asked = workersStores.plus(stores.use());
        Map<String, Duration> phases = new TreeMap<>();
        phaseNanos.forEach((phase, nanos) -> phases.put(phase, Duration.ofNanos(nanos)));
        double dollars = prices.dollars(gigabyteSeconds, billedInvocations) + asked.dollars();
        long until = over && endNanos != 0 ? endNanos : System.nanoTime();
        return new JobReport(
                id,
                Duration.ofNanos(until - startNanos),
                calls,
                succeeded,
                failed,
                attempts,
                starts.values().stream().mapToInt(Integer::intValue).sum(),
                starts.getOrDefault(WorkerStart.COLD, 0),
                starts.getOrDefault(WorkerStart.PREPARED, 0),
                starts.getOrDefault(WorkerStart.WARM, 0),
                phases,
                asked,
                inputBytes,
                peakMegabytes,
                gigabyteSeconds,
                dollars,
                location(),
                flops.report(
                        Duration.ofNanos(until - startNanos),
                        dollars,
                        settings.flopsTarget().orElse(null)),
                badRecords);
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
