package dev.kinglet.invoke.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A stage of a simulated world: what its calls are like, what happened to each, and whether each ended as it had to. */
final class SimulatedStage {

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
    private final int[] sends;
    private final Map<Integer, List<ErrorCode>> failures = new HashMap<>();
    private final Set<Integer> succeeded = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Set<Integer> cancelledCalls = new HashSet<>();
    private final Set<Integer> unreadyCalls = new HashSet<>();
    private boolean cancelled;
    private boolean failed;
    private boolean anyCallFailed;
    private long deadline = Long.MAX_VALUE;

    SimulatedStage(long number, SplittableRandom random, SimulatedFaults faults) {
        this.number = number;
        this.random = random;
        calls = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(random.nextInt(10) == 0 ? 400 : 60);
        natures = new Nature[calls];
        flaws = new int[calls];
        runs = new int[calls];
        sends = new int[calls];
        for (int call = 0; call < calls; call++) {
            boolean bad = random.nextInt(1_000) < faults.badCalls();
            natures[call] = bad ? Nature.values()[1 + random.nextInt(Nature.values().length - 1)] : Nature.FINE;
            flaws[call] = 1 + random.nextInt(3);
        }
        cutShort = random.nextInt(1_000) < faults.whims();
        deadlineDelay = cutShort && random.nextInt(3) == 0 ? random.nextLong(300 * SimulatedWorld.MILLI) : -1;
        policy = new StagePolicy(
                1 + random.nextInt(4),
                (20 + random.nextInt(80)) * SimulatedWorld.MILLI,
                Long.MAX_VALUE,
                random.nextBoolean() ? 0 : 1 + random.nextInt(6),
                faults.whims() > 0 && random.nextInt(4) == 0,
                random.nextInt(3) == 0,
                20 + random.nextInt(200));
    }

    /** The policy with its deadline on the clock. */
    StagePolicy submitted(long now) {
        if (deadlineDelay >= 0) {
            deadline = now + deadlineDelay;
        }
        return new StagePolicy(
                policy.attempts(),
                policy.callNanos(),
                deadline,
                policy.callsPerInvocation(),
                policy.failFast(),
                policy.retryFunctionFailures(),
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
            whims.add(() -> world.befall(this, new SchedulerEvent.CallCancelled(number, call)));
            whims.add(() -> {
                if (call < announced) {
                    world.befall(this, unready(call));
                }
            });
        }
        switch (random.nextInt(4)) {
            case 0 -> whims.add(() -> world.befall(this, new SchedulerEvent.StageCancelled(number)));
            case 1 ->
                whims.add(() -> {
                    if (!inputsEnded) {
                        world.befall(
                                this, new SchedulerEvent.StageFailed(number, ErrorCode.STORE_OBJECT_MISSING, "whim"));
                    }
                });
            default -> {}
        }
        return whims;
    }

    /** Whether the planner finds no input for its next call. */
    boolean withheld() {
        return cutShort && random.nextInt(20) == 0;
    }

    SchedulerEvent unready(int call) {
        return new SchedulerEvent.CallUnready(number, call, ErrorCode.STORE_DENIED, "whim");
    }

    void befell(SchedulerEvent event) {
        switch (event) {
            case SchedulerEvent.CallCancelled call -> cancelledCalls.add(call.call());
            case SchedulerEvent.CallUnready call -> unreadyCalls.add(call.call());
            case SchedulerEvent.StageCancelled stage -> cancelled = true;
            case SchedulerEvent.StageFailed stage -> failed = true;
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
        sends[call] = attempt;
    }

    /** Whether this is the attempt that the scheduler holds for the one under way. */
    boolean awaits(int call, int attempt) {
        return !ended.contains(call) && sends[call] == attempt;
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
    void ended(SchedulerAction.CallEnded end, long now) {
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
        boolean ownFailure = !failed.isEmpty() && failed.getLast() == code && "of the attempt".equals(end.detail());
        switch (code) {
            case CANCELLED ->
                assertThat(cancelled || cancelledCalls.contains(end.call()) || (policy.failFast() && anyCallFailed))
                        .as("somebody cancelled call " + end.call())
                        .isTrue();
            case DEADLINE_EXCEEDED -> assertThat(now).as("deadline").isGreaterThanOrEqualTo(deadline);
            case STORE_OBJECT_MISSING ->
                assertThat(this.failed).as("the stage failed").isTrue();
            case STORE_DENIED -> assertThat(unreadyCalls).as("unready calls").contains(end.call());
            default -> checkFailure(end, code, failed, ownFailure);
        }
        if (code != ErrorCode.CANCELLED) {
            anyCallFailed = true;
        }
    }

    private void checkFailure(
            SchedulerAction.CallEnded end, ErrorCode code, List<ErrorCode> failed, boolean ownFailure) {
        String call = "call " + end.call() + " of stage " + number + ", whose attempts failed with " + failed;
        assertThat(failed).as(call).isNotEmpty().endsWith(code);
        assertThat(ownFailure || end.detail() == null).as("detail of " + call).isTrue();
        assertThat(end.attempts()).as("attempts of " + call).isEqualTo(failed.size());
        if (retried(code)) {
            assertThat(failed).as(call + " had all its attempts").hasSize(policy.attempts());
        }
        assertThat(failed.subList(0, failed.size() - 1)).as(call).allMatch(this::retried);
    }

    private boolean retried(ErrorCode code) {
        return code == ErrorCode.FUNCTION_THREW ? policy.retryFunctionFailures() : code.retryable();
    }

    /** To be asked at the end of the world. */
    void checkEnded() {
        assertThat(ended).as("ended calls of stage " + number).hasSize(announced);
        if (!cancelled && !failed && deadline == Long.MAX_VALUE && !policy.failFast()) {
            assertThat(announced).as("announced calls of stage " + number).isEqualTo(calls);
        }
    }
}
