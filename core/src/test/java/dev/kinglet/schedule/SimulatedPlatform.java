package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Some workers and a queue before them, in virtual time; with every fault that a platform can have. */
final class SimulatedPlatform {

    private static final long MILLI = SimulatedWorld.MILLI;
    private static final String DETAIL = "of the attempt";

    /** An invocation as the platform has it, and as the scheduler must see it. */
    private static final class Held {
        final SchedulerAction.Dispatch<String> dispatch;
        boolean running;
        boolean reported;
        boolean givenUp;

        Held(SchedulerAction.Dispatch<String> dispatch) {
            this.dispatch = dispatch;
        }

        /** None of its attempts is under way any more. */
        void over(SimulatedStage stage) {
            for (int i = 0; i < dispatch.calls().length; i++) {
                stage.gone(dispatch.calls()[i], dispatch.attempts()[i]);
            }
        }
    }

    private record Success(SimulatedStage stage, int call) {}

    private final SimulatedWorld world;
    private final SplittableRandom random;
    private final SimulatedFaults faults;
    private final Map<Long, Held> held = new HashMap<>();
    private final ArrayDeque<Held> queue = new ArrayDeque<>();
    private final Set<Success> mustCount = new HashSet<>();
    private int idleWorkers;

    SimulatedPlatform(SimulatedWorld world, SplittableRandom random, SimulatedFaults faults, int concurrency) {
        this.world = world;
        this.random = random;
        this.faults = faults;
        this.idleWorkers = concurrency;
    }

    private boolean happens(int ofThousand) {
        return random.nextInt(1_000) < ofThousand;
    }

    void invoke(SchedulerAction.Dispatch<String> dispatch) {
        SimulatedStage stage = world.stage(dispatch.stage());
        for (int i = 0; i < dispatch.calls().length; i++) {
            stage.sent(dispatch.calls()[i], dispatch.attempts()[i]);
        }
        Held invocation = new Held(dispatch);
        held.put(dispatch.invocation(), invocation);
        if (happens(faults.throttled())) {
            long retryAfter = random.nextBoolean() ? 0 : random.nextLong(30 * MILLI);
            world.at(random.nextLong(3 * MILLI), () -> {
                if (!invocation.reported) {
                    invocation.reported = true;
                    invocation.over(stage);
                    world.post(new SchedulerEvent.InvocationThrottled<>(dispatch.invocation(), retryAfter));
                }
            });
            return;
        }
        queue.add(invocation);
        // Not at once: the scheduler is still telling what it wants.
        world.at(random.nextLong(MILLI), this::begin);
    }

    private void begin() {
        while (idleWorkers > 0 && !queue.isEmpty()) {
            Held invocation = queue.remove();
            if (!invocation.reported) {
                idleWorkers--;
                invocation.running = true;
                run(invocation);
            }
        }
    }

    private void run(Held invocation) {
        SchedulerAction.Dispatch<String> dispatch = invocation.dispatch;
        if (happens(faults.lost() / 3)) {
            lose(invocation, random.nextLong(2 * MILLI), ErrorCode.WORKER_NOT_STARTED);
            return;
        }
        if (happens(faults.lost() / 3)) {
            lose(invocation, random.nextLong(2 * MILLI), ErrorCode.WORKER_LOST);
            return;
        }
        SimulatedStage stage = world.stage(dispatch.stage());
        List<SchedulerEvent.AttemptEnded<String>> reports = new ArrayList<>();
        long took = 0;
        for (int i = 0; i < dispatch.calls().length; i++) {
            long runs = random.nextInt(20) == 0 ? random.nextLong(15 * MILLI) : random.nextLong(MILLI);
            took += runs;
            int call = dispatch.calls()[i];
            boolean flawed = stage.flawedRun(call);
            ErrorCode death = death(stage.nature(call));
            if (death != null) {
                lose(invocation, death == ErrorCode.TIMED_OUT ? dispatch.limitNanos() : took, death);
                return;
            }
            ErrorCode code = code(stage.nature(call), flawed);
            reports.add(new SchedulerEvent.AttemptEnded<>(call, dispatch.attempts()[i], code, runs, DETAIL));
        }
        if (happens(faults.lost() / 3)) {
            lose(invocation, took, ErrorCode.WORKER_LOST);
        } else {
            answer(invocation, took, reports);
        }
    }

    private static @Nullable ErrorCode death(SimulatedStage.Nature nature) {
        return switch (nature) {
            case EXITING -> ErrorCode.EXITED;
            case CRASHING -> ErrorCode.WORKER_CRASHED;
            case ENDLESS -> ErrorCode.TIMED_OUT;
            default -> null;
        };
    }

    private static @Nullable ErrorCode code(SimulatedStage.Nature nature, boolean flawed) {
        return switch (nature) {
            case THROWING -> ErrorCode.FUNCTION_THREW;
            case UNDECODABLE -> ErrorCode.INPUT_NOT_DECODABLE;
            case FLAKY -> flawed ? ErrorCode.STORE_UNAVAILABLE : null;
            default -> null;
        };
    }

    private void lose(Held invocation, long after, ErrorCode code) {
        world.at(after, () -> {
            leaveWorker(invocation);
            if (happens(faults.silent())) {
                return;
            }
            reportLoss(invocation, code);
        });
    }

    private void reportLoss(Held invocation, ErrorCode code) {
        if (invocation.reported) {
            return;
        }
        invocation.reported = true;
        SchedulerAction.Dispatch<String> dispatch = invocation.dispatch;
        SimulatedStage stage = world.stage(dispatch.stage());
        boolean chargesAll = code == ErrorCode.WORKER_NOT_STARTED;
        for (int i = 0; i < dispatch.calls().length && !invocation.givenUp; i++) {
            int call = dispatch.calls()[i];
            if ((chargesAll || dispatch.calls().length == 1) && stage.awaits(call, dispatch.attempts()[i])) {
                stage.attemptFailed(call, code);
            }
        }
        invocation.over(stage);
        List<String> ends = Collections.nCopies(dispatch.calls().length, DETAIL);
        world.post(new SchedulerEvent.InvocationLost<>(dispatch.invocation(), code, ends));
    }

    private void answer(Held invocation, long after, List<SchedulerEvent.AttemptEnded<String>> reports) {
        for (SchedulerEvent.AttemptEnded<String> report : reports) {
            if (report.code() == null && happens(faults.confused())) {
                world.at(random.nextLong(2 * after + 1), () -> commit(invocation, report));
            }
        }
        if (happens(faults.confused())) {
            confuse(invocation.dispatch, reports);
        }
        boolean late = happens(faults.late());
        boolean silent = happens(faults.silent());
        boolean twice = happens(faults.confused());
        world.at(after, () -> {
            leaveWorker(invocation);
            if (!late && !silent) {
                deliver(invocation, reports);
            }
        });
        if (late) {
            world.at(
                    after + invocation.dispatch.limitNanos() + random.nextLong(700 * MILLI),
                    () -> deliver(invocation, reports));
        }
        if (twice) {
            world.at(after + random.nextLong(50 * MILLI), () -> deliver(invocation, reports));
        }
    }

    private void confuse(SchedulerAction.Dispatch<String> dispatch, List<SchedulerEvent.AttemptEnded<String>> reports) {
        switch (random.nextInt(5)) {
            case 0 ->
                reports.subList(random.nextInt(reports.size()), reports.size()).clear();
            case 1 -> reports.add(reports.get(random.nextInt(reports.size())));
            case 2 -> Collections.shuffle(reports, new Random(random.nextLong()));
            case 3 ->
                reports.add(
                        new SchedulerEvent.AttemptEnded<>(random.nextInt(500), random.nextInt(4), null, 1, "foreign"));
            default -> {
                SchedulerEvent.AttemptEnded<String> first = reports.removeFirst();
                reports.add(new SchedulerEvent.AttemptEnded<>(
                        first.call(), first.attempt() + 7, first.code(), 1, "foreign"));
            }
        }
        assertThat(dispatch.calls()).isNotEmpty();
    }

    private void deliver(Held invocation, List<SchedulerEvent.AttemptEnded<String>> reports) {
        SchedulerAction.Dispatch<String> dispatch = invocation.dispatch;
        SimulatedStage stage = world.stage(dispatch.stage());
        if (!invocation.reported) {
            Set<Integer> seen = new HashSet<>();
            for (SchedulerEvent.AttemptEnded<String> report : reports) {
                if (DETAIL.equals(report.end()) && report.attempt() < 1_000 && seen.add(report.call())) {
                    judge(invocation, stage, report);
                }
            }
        }
        invocation.reported = true;
        invocation.over(stage);
        world.post(new SchedulerEvent.InvocationAnswered<>(dispatch.invocation(), reports));
    }

    /** Its commit record is seen: before the answer, after it, or in its place. */
    private void commit(Held invocation, SchedulerEvent.AttemptEnded<String> report) {
        SimulatedStage stage = world.stage(invocation.dispatch.stage());
        judge(invocation, stage, report);
        world.post(new SchedulerEvent.AttemptCommitted<>(stage.number, report.call(), report.attempt(), report.end()));
    }

    private void judge(Held invocation, SimulatedStage stage, SchedulerEvent.AttemptEnded<String> report) {
        ErrorCode code = report.code();
        if (!stage.live(report.call())) {
            return;
        }
        if (code == null) {
            stage.attemptSucceeded(report.call());
            mustCount.add(new Success(stage, report.call()));
        } else if (!invocation.givenUp && stage.awaits(report.call(), report.attempt())) {
            stage.attemptFailed(report.call(), code);
        }
    }

    /** Each success that the latest event reported must have ended its call. */
    void checkThatSuccessCounted() {
        for (Success success : mustCount) {
            assertThat(success.stage().live(success.call()))
                    .as(success + " counted")
                    .isFalse();
        }
        mustCount.clear();
    }

    private void leaveWorker(Held invocation) {
        if (invocation.running) {
            invocation.running = false;
            idleWorkers++;
            begin();
        }
    }

    void cancel(long invocation) {
        Held victim = held.get(invocation);
        if (victim == null) {
            throw new AssertionError("there is no invocation " + invocation);
        }
        SchedulerAction.Dispatch<String> dispatch = victim.dispatch;
        SimulatedStage stage = world.stage(dispatch.stage());
        // Calls that still wait for it show that it is not they who were cancelled: the scheduler gave it up.
        for (int i = 0; i < dispatch.calls().length; i++) {
            if (stage.awaits(dispatch.calls()[i], dispatch.attempts()[i]) && !victim.givenUp) {
                victim.givenUp = true;
                if (dispatch.calls().length == 1) {
                    stage.attemptFailed(dispatch.calls()[i], ErrorCode.WORKER_LOST);
                }
            }
        }
        if (victim.givenUp) {
            victim.over(stage);
        }
        if (!victim.givenUp || random.nextBoolean()) {
            world.at(random.nextLong(5 * MILLI), () -> {
                if (!happens(faults.silent()) && !victim.reported && !happens(faults.late())) {
                    leaveWorker(victim);
                    reportLoss(victim, ErrorCode.CANCELLED);
                }
            });
        }
    }
}
