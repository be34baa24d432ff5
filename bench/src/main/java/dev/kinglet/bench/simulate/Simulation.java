package dev.kinglet.bench.simulate;

import dev.kinglet.bench.simulate.ModelledPlatform.Ended;
import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;
import dev.kinglet.schedule.AttemptScheduler;
import dev.kinglet.schedule.SchedulerAction;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.schedule.SchedulerTuning;
import dev.kinglet.schedule.StagePolicy;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A job in virtual time: the scheduler that runs real jobs, with the constants that it has there, and in the place of its edge a model of a
 * platform.
 */
public final class Simulation {

    private static final long STAGE = 1;

    /** What a small input takes in a request. */
    private static final int INPUT_BYTES = 40;

    private static final int ATTEMPTS = 3;

    private final Workload workload;
    private final Agenda agenda = new Agenda();
    private final AttemptScheduler<Ended> scheduler;
    private final ModelledPlatform platform;
    private final StagePolicy policy;
    private int announced;
    private int succeeded;
    private int failed;
    private double ended;
    private long wakeAt = Long.MAX_VALUE;

    private Simulation(PlatformModel model, Workload workload, long seed) {
        this.workload = workload;
        SchedulerTuning tuning = SchedulerTuning.defaults();
        scheduler = new AttemptScheduler<>(seed, workload.functions(), workload.functions(), tuning);
        platform = new ModelledPlatform(model, workload, agenda, new SplittableRandom(seed), this::post);
        policy = new StagePolicy(
                new Retry.Counted(ATTEMPTS, false, tuning.maxResends(), tuning.backOff()),
                Speculation.NONE,
                workload.megabytes(),
                model.platform().time().longest().toNanos(),
                Long.MAX_VALUE,
                workload.callsPerInvocation(),
                false,
                model.platform().limits().requestBytes());
        agenda.after(model.driver().firstRequest(), () -> post(new SchedulerEvent.StageSubmitted<>(STAGE, policy)));
    }

    /**
     * Runs a job to its end.
     *
     * @param seed of everything that is drawn
     */
    public static Outcome run(PlatformModel model, Workload workload, long seed) {
        Simulation simulation = new Simulation(model, workload, seed);
        simulation.agenda.run();
        int ends = simulation.succeeded + simulation.failed;
        if (ends != workload.calls()) {
            throw new IllegalStateException("the simulation stopped with " + ends + " of " + workload.calls()
                    + " calls ended: " + simulation.scheduler.describe(STAGE));
        }
        return simulation.platform.outcome(simulation.ended, simulation.succeeded, simulation.failed);
    }

    private void post(SchedulerEvent<Ended> event) {
        for (SchedulerAction<Ended> action : scheduler.on(event, agenda.now())) {
            switch (action) {
                case SchedulerAction.Dispatch<Ended> dispatch -> platform.invoke(dispatch);
                case SchedulerAction.NeedCalls<Ended>(long stage, int count) -> agenda.after(0, () -> announce(count));
                case SchedulerAction.CallEnded<Ended> end -> {
                    succeeded += end.code() == null ? 1 : 0;
                    failed += end.code() == null ? 0 : 1;
                    ended = agenda.seconds();
                }
                case SchedulerAction.WakeAt<Ended>(long nanos) -> wake(nanos);
                // An invocation that nobody waits for runs to its end in the model, as it does on Lambda.
                case SchedulerAction.CancelInvocation<Ended> cancel -> {}
                case SchedulerAction.InvocationForgotten<Ended> forgotten -> {}
                case SchedulerAction.StageEnded<Ended> end -> {}
            }
        }
    }

    private void announce(int wanted) {
        int count = Math.min(wanted, workload.calls() - announced);
        if (count > 0) {
            int[] sizes = new int[count];
            Arrays.fill(sizes, INPUT_BYTES);
            announced += count;
            post(new SchedulerEvent.CallsReady<>(STAGE, sizes));
            if (announced == workload.calls()) {
                post(new SchedulerEvent.InputsEnded<>(STAGE));
            }
        }
    }

    private void wake(long nanos) {
        wakeAt = nanos;
        agenda.at(nanos, () -> {
            // A later wish has replaced it.
            if (wakeAt == nanos) {
                wakeAt = Long.MAX_VALUE;
                post(new SchedulerEvent.Tick<>());
            }
        });
    }
}
