package dev.kinglet.bench.simulate;

import dev.kinglet.ErrorCode;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.report.FlopsCurve;
import dev.kinglet.schedule.SchedulerAction;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.store.StoreProfile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Functions of a modelled platform: environments come to be, run calls, and are kept. */
final class ModelledPlatform {

    /** What a refusal takes to arrive. */
    private static final double REFUSAL = 0.02;

    /** The slowest that a function may be drawn, of the mean: a normal distribution has no end. */
    private static final double LEAST_RATE = 0.2;

    /**
     * What the model tells of the end of an attempt.
     *
     * @param seconds how long a function was busy with it
     */
    record Ended(double seconds) {}

    /** An environment: how fast it is, and what it has transferred. */
    private static final class Environment {
        final double gigaflops;
        boolean prepared;

        Environment(double gigaflops) {
            this.gigaflops = gigaflops;
        }
    }

    private final PlatformModel model;
    private final Workload workload;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final Consumer<SchedulerEvent<Ended>> driver;
    private final RateLimit reads;
    private final RateLimit writes;
    private final ArrayDeque<Environment> idle = new ArrayDeque<>();
    private final FlopsCurve curve = new FlopsCurve();

    private double lineFree;
    private double tokens;
    private double tokensAt;
    private double[] starts = new double[1_024];
    private int started;
    private int running;
    private int mostAtOnce;
    private int coldStarts;
    private int throttles;
    private int lost;
    private int sent;
    private double gigabyteSeconds;

    ModelledPlatform(
            PlatformModel model,
            Workload workload,
            Agenda agenda,
            SplittableRandom random,
            Consumer<SchedulerEvent<Ended>> driver) {
        this.model = model;
        this.workload = workload;
        this.agenda = agenda;
        this.random = random;
        this.driver = driver;
        reads = new RateLimit(model.network().readsPerSecond());
        writes = new RateLimit(model.network().writesPerSecond());
        tokens = model.platform().concurrency().burst();
        int warm = (int) Math.round(model.starts().warmShare() * workload.functions());
        for (int i = 0; i < warm; i++) {
            Environment environment = environment();
            environment.prepared = true;
            idle.add(environment);
        }
    }

    private Environment environment() {
        PlatformModel.Compute compute = model.compute();
        double rate = compute.gigaflops(workload.megabytes())
                * Math.max(LEAST_RATE, 1 + compute.spread() * random.nextGaussian());
        if (random.nextDouble() < compute.stragglers()) {
            rate /= 1 - compute.slowdown() * Math.log(1 - random.nextDouble());
        }
        return new Environment(rate);
    }

    /** The driver sends an invocation; the line to the platform takes one after the other. */
    void invoke(SchedulerAction.Dispatch<Ended> dispatch) {
        sent++;
        double leaves = Math.max(agenda.seconds(), lineFree);
        lineFree = leaves + 1 / model.driver().requestsPerSecond();
        agenda.at(Agenda.nanos(leaves), () -> arrive(dispatch));
    }

    private void arrive(SchedulerAction.Dispatch<Ended> dispatch) {
        if (random.nextDouble() < model.faults().throttled() || running >= workload.functions()) {
            refuse(dispatch);
            return;
        }
        Environment kept = idle.pollLast();
        if (kept != null) {
            begin(dispatch, kept, model.starts().warm().draw(random));
            return;
        }
        if (!takeToken()) {
            refuse(dispatch);
            return;
        }
        coldStarts++;
        begin(dispatch, environment(), model.starts().cold().draw(random));
    }

    private boolean takeToken() {
        PlatformProfile.Concurrency limits = model.platform().concurrency();
        double now = agenda.seconds();
        tokens = Math.min(limits.burst(), tokens + (now - tokensAt) * limits.perSecond());
        tokensAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private void refuse(SchedulerAction.Dispatch<Ended> dispatch) {
        throttles++;
        agenda.after(REFUSAL, () -> driver.accept(new SchedulerEvent.InvocationThrottled<>(dispatch.invocation(), 0)));
    }

    private void begin(SchedulerAction.Dispatch<Ended> dispatch, Environment environment, double delay) {
        running++;
        mostAtOnce = Math.max(mostAtOnce, running);
        double start = agenda.seconds() + delay;
        noteStart(start);
        double ready = environment.prepared ? start : prepare(environment, start);
        double calls = 0;
        List<SchedulerEvent.AttemptEnded<Ended>> reports = new ArrayList<>(dispatch.calls().length);
        double each = model.compute().beside() + workload.operations() / 1e9 / environment.gigaflops;
        for (int i = 0; i < dispatch.calls().length; i++) {
            reports.add(new SchedulerEvent.AttemptEnded<>(
                    dispatch.calls()[i], dispatch.attempts()[i], null, Agenda.nanos(each), new Ended(each)));
            calls += each;
        }
        double limit = model.platform().time().longest().toMillis() / 1e3;
        if (ready + calls - start > limit) {
            lose(dispatch, start, start + limit, ErrorCode.TIMED_OUT);
        } else if (random.nextDouble() < model.faults().lost()) {
            lose(dispatch, start, ready + random.nextDouble() * calls, ErrorCode.WORKER_LOST);
        } else {
            end(dispatch, environment, start, ready, ready + calls, reports);
        }
    }

    private void noteStart(double seconds) {
        if (started == starts.length) {
            starts = Arrays.copyOf(starts, 2 * started);
        }
        starts[started++] = seconds;
    }

    /** A cold function fetches what it runs. @return when it has */
    private double prepare(Environment environment, double start) {
        environment.prepared = true;
        double at = start;
        for (int i = 0; i < model.starts().coldDownloadRequests(); i++) {
            at = reads.pass(at) + model.network().latency();
        }
        return at + model.network().transfer(model.starts().coldDownloadMegabytes(), 0);
    }

    private void lose(SchedulerAction.Dispatch<Ended> dispatch, double start, double end, ErrorCode code) {
        lost++;
        agenda.at(Agenda.nanos(end), () -> {
            running--;
            bill(end - start);
            List<Ended> ends = Collections.nCopies(dispatch.calls().length, new Ended(end - start));
            driver.accept(new SchedulerEvent.InvocationLost<>(dispatch.invocation(), code, ends));
        });
    }

    private void end(
            SchedulerAction.Dispatch<Ended> dispatch,
            Environment environment,
            double start,
            double ready,
            double end,
            List<SchedulerEvent.AttemptEnded<Ended>> reports) {
        agenda.at(Agenda.nanos(end), () -> {
            running--;
            idle.add(environment);
            bill(end - start);
            curve.add(workload.operations() * reports.size(), Agenda.nanos(ready), Agenda.nanos(end));
            agenda.at(
                    Agenda.nanos(known(end)),
                    () -> driver.accept(new SchedulerEvent.InvocationAnswered<>(dispatch.invocation(), reports)));
        });
    }

    /** When the driver knows of a result that was there at this time. */
    private double known(double end) {
        double at = end + model.driver().answer();
        double[] polls = model.driver().polls();
        if (polls.length > 0) {
            at = writes.pass(at);
        }
        for (double interval : polls) {
            at = Math.ceil(at / interval) * interval;
        }
        return at;
    }

    private void bill(double seconds) {
        Duration billed = Duration.ofNanos(Agenda.nanos(seconds));
        gigabyteSeconds += model.platform().prices().gigabyteSeconds(billed, workload.megabytes());
    }

    Outcome outcome(double seconds, int succeeded, int failed) {
        double compute = model.platform().prices().dollars(gigabyteSeconds, sent - throttles);
        double store = reads.passed() * StoreProfile.OBJECTS.dollarsPerRead()
                + writes.passed() * StoreProfile.OBJECTS.dollarsPerUpload();
        double[] inOrder = Arrays.copyOf(starts, started);
        Arrays.sort(inOrder);
        return new Outcome(
                seconds,
                curve.report(Duration.ofNanos(Agenda.nanos(seconds)), compute + store, null),
                succeeded,
                failed,
                sent,
                throttles,
                lost,
                coldStarts,
                mostAtOnce,
                inOrder,
                gigabyteSeconds,
                compute,
                store);
    }
}
