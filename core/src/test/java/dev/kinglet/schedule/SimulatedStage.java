package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import dev.kinglet.policy.BackOff;
import dev.kinglet.policy.Retry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A stage of a simulated world: what its calls are like, what happened to each, and whether each ended as it had to. */
final class SimulatedStage {

    private static final long MILLI = SimulatedWorld.MILLI;
    private static final int MAX_RESENDS = 100;

    /** How a call behaves. */
    enum Nature {
        FINE,
        THROWING,
        FLAKY,
        UNDECODABLE,
        EXITING,
        CRASHING,
        ENDLESS
    }

    final long number;
    final StagePolicy policy;
    final Retry.Counted retry;
    final int calls;

    int planned;
    int announced;
    boolean inputsEnded;
    boolean over;

    private final long deadlineDelay;
    private final boolean cutShort;
    private final SplittableRandom random;
    private final Nature[] natures;
    private final int[] flaws;
    private final int[] runs;
    private final Map<Integer, Set<Integer>> underWay = new HashMap<>();
    private final Set<Integer> speculated = new HashSet<>();
    private final Map<Integer, List<ErrorCode>> failures = new HashMap<>();
    private final Set<Integer> succeeded = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Set<Integer> cancelledCalls = new HashSet<>();
    private final Set<Integer> unreadyCalls = new HashSet<>();
    private boolean cancelled;
    private boolean anyCallFailed;
    private long deadline = Long.MAX_VALUE;

    SimulatedStage(long number, SplittableRandom random, SimulatedFaults faults) {
        this.number = number;
        this.random = random;
        calls = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(random.nextInt(10) == 0 ? 400 : 60);
        natures = new Nature[calls];
        flaws = new int[calls];
        runs = new int[calls];
        for (int call = 0; call < calls; call++) {
            boolean bad = random.nextInt(1_000) < faults.badCalls();
            natures[call] = bad ? Nature.values()[1 + random.nextInt(Nature.values().length - 1)] : Nature.FINE;
            flaws[call] = 1 + random.nextInt(3);
        }
        cutShort = random.nextInt(1_000) < faults.whims();
        deadlineDelay = cutShort && random.nextInt(3) == 0 ? random.nextLong(300 * MILLI) : -1;
        retry = new Retry.Counted(
                1 + random.nextInt(4), random.nextInt(3) == 0, MAX_RESENDS, new BackOff(50 * MILLI, 400 * MILLI));
        // Calls run for up to 15 ms: those that are in good health, too, are sent a second and a third time.
        long patience = random.nextInt(3) == 0 ? random.nextLong(40 * MILLI) : Long.MAX_VALUE;
        policy = new StagePolicy(
                retry,
                siblings -> patience,
                SchedulerProbe.MEGABYTES,
                (20 + random.nextInt(80)) * MILLI,
                Long.MAX_VALUE,
                random.nextBoolean() ? 0 : 1 + random.nextInt(6),
                faults.whims() > 0 && random.nextInt(4) == 0,
                20 + random.nextInt(200));
    }

    /** The policy with its deadline on the clock. */
    StagePolicy submitted(long now) {
        if (deadlineDelay >= 0) {
            deadline = now + deadlineDelay;
        }
        return new StagePolicy(
                policy.retry(),
                policy.speculation(),
                policy.memoryMegabytes(),
                policy.callNanos(),
                deadline,
                policy.callsPerInvocation(),
                policy.failFast(),
                policy.maxPayloadBytes());
    }

    /** What cuts this stage short, to happen some time after its submission. */
    List<Runnable> whims(SimulatedWorld world) {
        List<Runnable> whims = new ArrayList<>();
        if (!cutShort) {
            return whims;
        }
        for (int i = 0; i < 3 && calls > 0; i++) {
            int call = random.nextInt(calls);
            whims.add(() -> world.befall(this, new SchedulerEvent.CallCancelled<>(number, call)));
            whims.add(() -> {
                if (call < announced) {
                    world.befall(this, unready(call));
                }
            });
        }
        switch (random.nextInt(4)) {
            case 0 -> whims.add(() -> world.befall(this, new SchedulerEvent.StageCancelled<>(number)));
            default -> {}
        }
        return whims;
    }

    /** Whether the planner finds no input for its next call. */
    boolean withheld() {
        return cutShort && random.nextInt(20) == 0;
    }

    SchedulerEvent<String> unready(int call) {
        return new SchedulerEvent.CallUnready<>(number, call, ErrorCode.STORE_DENIED);
    }

    void befell(SchedulerEvent<String> event) {
        switch (event) {
            case SchedulerEvent.CallCancelled<String> call -> cancelledCalls.add(call.call());
            case SchedulerEvent.CallUnready<String> call -> unreadyCalls.add(call.call());
            case SchedulerEvent.StageCancelled<String> stage -> cancelled = true;
            default -> throw new AssertionError("not of a stage: " + event);
        }
    }

    Nature nature(int call) {
        return natures[call];
    }

    /** A worker runs the call: whether this run fails although a later one may not. */
    boolean flawedRun(int call) {
        return ++runs[call] <= flaws[call];
    }

    void sent(int call, int attempt) {
        Set<Integer> attempts = underWay.computeIfAbsent(call, key -> new HashSet<>());
        attempts.add(attempt);
        if (attempts.size() > 1) {
            speculated.add(call);
        }
    }

    void gone(int call, int attempt) {
        underWay.getOrDefault(call, Set.of()).remove(attempt);
    }

    /** Whether the scheduler holds this attempt for one under way. */
    boolean awaits(int call, int attempt) {
        return !ended.contains(call) && underWay.getOrDefault(call, Set.of()).contains(attempt);
    }

    boolean live(int call) {
        return !ended.contains(call);
    }

    void attemptFailed(int call, ErrorCode code) {
        failures.computeIfAbsent(call, key -> new ArrayList<>()).add(code);
    }

    void attemptSucceeded(int call) {
        succeeded.add(call);
    }

    /** The scheduler says that the call ended. */
    void ended(SchedulerAction.CallEnded<String> end, long now) {
        ended.add(end.call());
        List<ErrorCode> failed = failures.getOrDefault(end.call(), List.of());
        ErrorCode code = end.code();
        if (code == null) {
            assertThat(succeeded)
                    .as("call " + end.call() + " of stage " + number + " did succeed")
                    .contains(end.call());
            return;
        }
        assertThat(succeeded).as("the success counts").doesNotContain(end.call());
        boolean ownFailure = !failed.isEmpty() && failed.getLast() == code && "of the attempt".equals(end.end());
        switch (code) {
            case CANCELLED ->
                assertThat(cancelled || cancelledCalls.contains(end.call()) || (policy.failFast() && anyCallFailed))
                        .as("somebody cancelled call " + end.call())
                        .isTrue();
            case DEADLINE_EXCEEDED -> assertThat(now).as("deadline").isGreaterThanOrEqualTo(deadline);
            case STORE_DENIED -> assertThat(unreadyCalls).as("unready calls").contains(end.call());
            default -> checkFailure(end, code, failed, ownFailure);
        }
        if (code != ErrorCode.CANCELLED) {
            anyCallFailed = true;
        }
    }

    private void checkFailure(
            SchedulerAction.CallEnded<String> end, ErrorCode code, List<ErrorCode> failed, boolean ownFailure) {
        String call = "call " + end.call() + " of stage " + number + ", whose attempts failed with " + failed;
        assertThat(failed).as(call).isNotEmpty().endsWith(code);
        assertThat(ownFailure || end.end() == null).as("detail of " + call).isTrue();
        assertThat(end.attempts()).as("attempts of " + call).isEqualTo(failed.size());
        if (retried(code)) {
            assertThat(failed).as(call + " had all its attempts").hasSizeGreaterThanOrEqualTo(retry.attempts());
        }
        if (!speculated.contains(end.call())) {
            assertThat(failed).as(call).hasSizeLessThanOrEqualTo(retry.attempts());
            assertThat(failed.subList(0, failed.size() - 1)).as(call).allMatch(this::retried);
        }
    }

    private boolean retried(ErrorCode code) {
        return code == ErrorCode.FUNCTION_THREW ? retry.functionFailures() : code.retryable();
    }

    /** To be asked at the end of the world. */
    void checkEnded() {
        assertThat(ended).as("ended calls of stage " + number).hasSize(announced);
        if (!cancelled && deadline == Long.MAX_VALUE && !policy.failFast()) {
            assertThat(announced).as("announced calls of stage " + number).isEqualTo(calls);
        }
    }
}
