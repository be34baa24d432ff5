package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The edge of a scheduler in virtual time, all from one seed: planners that announce calls in pieces, users who cancel, a clock that ticks
 * late, and a {@link SimulatedPlatform}. What the scheduler says of each call is held against what happened to the call.
 */
final class SimulatedWorld {

    static final long MILLI = 1_000_000;

    // Far beyond what a world needs: reaching it means going round in circles.
    private static final int MAX_EVENTS = 200_000;

    private record Due(long nanos, long order, Runnable action) {}

    private final SplittableRandom random;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    private final CheckedScheduler scheduler;
    private final SimulatedPlatform platform;
    private final Map<Long, SimulatedStage> stages = new TreeMap<>();
    private final List<SchedulerAction<String>> actions = new ArrayList<>();
    private long now;
    private long order;
    private long tickAt = Long.MAX_VALUE;

    SimulatedWorld(long seed, SimulatedFaults faults) {
        random = new SplittableRandom(seed);
        int concurrency = 1 + random.nextInt(5);
        int inFlight = random.nextBoolean() ? concurrency : concurrency + random.nextInt(6);
        SchedulerTuning tuning = tuning();
        scheduler = new CheckedScheduler(seed, inFlight, concurrency, tuning);
        platform = new SimulatedPlatform(this, random, faults, concurrency);
        int count = 1 + random.nextInt(4);
        for (long number = 1; number <= count; number++) {
            SimulatedStage stage = new SimulatedStage(number, random, faults);
            stages.put(number, stage);
            at(random.nextLong(30 * MILLI), () -> submit(stage));
        }
    }

    // Small bounds, so that small stages reach them.
    private SchedulerTuning tuning() {
        return new SchedulerTuning(
                (1 + random.nextInt(100)) * MILLI,
                400 * MILLI,
                20 * MILLI,
                8,
                1 + random.nextInt(16),
                1 + random.nextInt(2),
                1 + random.nextInt(3),
                4 + random.nextInt(60),
                10 + random.nextInt(1_000),
                100,
                100,
                20 * MILLI,
                300 * MILLI,
                50 * MILLI);
    }

    /** Runs it to the end, and checks that it is one. */
    void run() {
        int events = 0;
        while (!agenda.isEmpty()) {
            if (events++ > MAX_EVENTS) {
                throw new AssertionError("no end after " + MAX_EVENTS + " events");
            }
            Due due = agenda.remove();
            now = Math.max(now, due.nanos());
            due.action().run();
        }
        assertThat(scheduler.endedStages()).as("stages ended").isEqualTo(stages.size());
        stages.values().forEach(SimulatedStage::checkEnded);
    }

    /** Everything that the scheduler said. */
    List<String> actions() {
        return actions.stream().map(EventText::of).toList();
    }

    String story() {
        return scheduler.story();
    }

    List<CallLifecycle.Transition> transitionsTaken() {
        return scheduler.scheduler().transitionsTaken();
    }

    void at(long delay, Runnable action) {
        agenda.add(new Due(now + delay, order++, action));
    }

    void post(SchedulerEvent<String> event) {
        List<SchedulerAction<String>> said = scheduler.on(event, now);
        actions.addAll(said);
        for (SchedulerAction<String> action : said) {
            switch (action) {
                case SchedulerAction.Dispatch<String> dispatch -> platform.invoke(dispatch);
                case SchedulerAction.CancelInvocation<String> cancel -> platform.cancel(cancel.invocation());
                case SchedulerAction.NeedCalls<String> need -> plan(stage(need.stage()), need.count());
                case SchedulerAction.CallEnded<String> end -> stage(end.stage()).ended(end, now);
                case SchedulerAction.StageEnded<String> end -> stage(end.stage()).over = true;
                case SchedulerAction.InvocationForgotten<String> forgotten -> {}
                case SchedulerAction.WakeAt<String> wake -> wake(wake.nanos());
            }
        }
        platform.checkThatSuccessCounted();
    }

    SimulatedStage stage(long number) {
        SimulatedStage stage = stages.get(number);
        if (stage == null) {
            throw new AssertionError("there is no stage " + number);
        }
        return stage;
    }

    private void wake(long nanos) {
        tickAt = nanos;
        long late = random.nextInt(4) == 0 ? random.nextLong(20 * MILLI) : 0;
        at(Math.max(0, nanos - now) + late, () -> {
            // It replaces earlier wishes.
            if (tickAt == nanos) {
                tickAt = Long.MAX_VALUE;
                post(new SchedulerEvent.Tick<>());
            }
        });
    }

    private void submit(SimulatedStage stage) {
        post(new SchedulerEvent.StageSubmitted<>(stage.number, stage.submitted(now)));
        if (stage.calls == 0) {
            at(random.nextLong(5 * MILLI), () -> inputsEnded(stage));
        }
        for (Runnable whim : stage.whims(this)) {
            at(random.nextLong(200 * MILLI), whim);
        }
    }

    /** The planner answers in pieces, each after a while; it does not know yet when the stage has ended meanwhile. */
    private void plan(SimulatedStage stage, int count) {
        int left = Math.min(count, stage.calls - stage.planned);
        stage.planned += left;
        long delay = 0;
        while (left > 0) {
            int piece = 1 + random.nextInt(left);
            left -= piece;
            delay += random.nextInt(3) == 0 ? random.nextLong(20 * MILLI) : 0;
            at(delay, () -> announce(stage, piece));
        }
    }

    private void announce(SimulatedStage stage, int count) {
        if (stage.inputsEnded || (stage.over && random.nextBoolean())) {
            return;
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = stage.withheld() ? -1 : random.nextInt(40);
            if (sizes[i] < 0) {
                int call = stage.announced + i;
                at(random.nextLong(5 * MILLI), () -> befall(stage, stage.unready(call)));
            }
        }
        stage.announced += count;
        post(new SchedulerEvent.CallsReady<>(stage.number, sizes));
        if (stage.announced == stage.calls) {
            at(random.nextInt(3) == 0 ? random.nextLong(10 * MILLI) : 0, () -> inputsEnded(stage));
        }
    }

    private void inputsEnded(SimulatedStage stage) {
        if (!stage.inputsEnded) {
            stage.inputsEnded = true;
            post(new SchedulerEvent.InputsEnded<>(stage.number));
        }
    }

    /** Something happens to a stage from outside. */
    void befall(SimulatedStage stage, SchedulerEvent<String> event) {
        stage.befell(event);
        post(event);
    }
}
