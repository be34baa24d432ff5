package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Speaks to a scheduler as its edge does, in the words of the tests. Each of its methods is one event. */
final class SchedulerProbe {

    static final int MEGABYTES = 1_024;
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    private final CheckedScheduler checked;
    private final List<SchedulerAction<String>> all = new ArrayList<>();
    private List<SchedulerAction<String>> latest = List.of();
    private long now = SECOND;

    SchedulerProbe(int invocationsInFlight, int concurrency) {
        this(invocationsInFlight, concurrency, SchedulerTuning.defaults());
    }

    SchedulerProbe(int invocationsInFlight, int concurrency, SchedulerTuning tuning) {
        checked = new CheckedScheduler(1, invocationsInFlight, concurrency, tuning);
    }

    /** The policy of these fields, without speculation, with the scheduler's own back-off. */
    static StagePolicy policy(
            int attempts,
            long callNanos,
            long deadlineNanos,
            int callsPerInvocation,
            boolean failFast,
            boolean retryFunctionFailures,
            int maxPayloadBytes) {
        SchedulerTuning tuning = SchedulerTuning.defaults();
        Retry retry = new Retry.Counted(attempts, retryFunctionFailures, tuning.maxResends(), tuning.backOff());
        return new StagePolicy(
                retry,
                Speculation.NONE,
                MEGABYTES,
                callNanos,
                deadlineNanos,
                callsPerInvocation,
                failFast,
                maxPayloadBytes);
    }

    /** Three attempts of up to a second each, one call an invocation. */
    static StagePolicy policy() {
        return SchedulerProbe.policy(3, SECOND, Long.MAX_VALUE, 1, false, false, 1 << 20);
    }

    /** Waits of one nanosecond at most, half of them of none. */
    static SchedulerTuning withoutBackOff() {
        SchedulerTuning tuning = SchedulerTuning.defaults();
        return new SchedulerTuning(
                1,
                1,
                tuning.targetInvocationNanos(),
                tuning.growthFactor(),
                tuning.maxCallsPerInvocation(),
                tuning.sharesPerWorker(),
                tuning.windowInvocations(),
                tuning.maxOutstandingCalls(),
                tuning.maxReadyBytes(),
                tuning.maxResends(),
                tuning.maxThrottledRounds(),
                tuning.limitGraceNanos(),
                tuning.overdueGraceNanos(),
                tuning.cancelGraceNanos());
    }

    static StagePolicy inBatchesOf(int calls) {
        return SchedulerProbe.policy(3, SECOND, Long.MAX_VALUE, calls, false, false, 1 << 20);
    }

    SchedulerProbe on(SchedulerEvent<String> event) {
        latest = checked.on(event, now);
        all.addAll(latest);
        return this;
    }

    SchedulerProbe submit(long stage, StagePolicy policy) {
        return on(new SchedulerEvent.StageSubmitted<>(stage, policy));
    }

    /** A stage with all its calls, one byte each. */
    SchedulerProbe run(long stage, StagePolicy policy, int calls) {
        List<SchedulerAction<String>> actions = new ArrayList<>(submit(stage, policy).latest);
        actions.addAll(ready(stage, calls).latest);
        actions.addAll(inputsEnded(stage).latest);
        latest = actions;
        return this;
    }

    SchedulerProbe ready(long stage, int calls) {
        int[] sizes = new int[calls];
        Arrays.fill(sizes, 1);
        return on(new SchedulerEvent.CallsReady<>(stage, sizes));
    }

    SchedulerProbe inputsEnded(long stage) {
        return on(new SchedulerEvent.InputsEnded<>(stage));
    }

    SchedulerProbe succeed(SchedulerAction.Dispatch<String> dispatch) {
        return succeed(dispatch, 0);
    }

    /** All calls of an invocation succeed, each after this time. */
    SchedulerProbe succeed(SchedulerAction.Dispatch<String> dispatch, long runNanos) {
        List<SchedulerEvent.AttemptEnded<String>> reports = new ArrayList<>();
        for (int i = 0; i < dispatch.calls().length; i++) {
            reports.add(report(dispatch, i, null, runNanos));
        }
        return on(new SchedulerEvent.InvocationAnswered<>(dispatch.invocation(), reports));
    }

    SchedulerProbe fail(SchedulerAction.Dispatch<String> dispatch, ErrorCode code) {
        return answer(dispatch, report(dispatch, 0, code, 0));
    }

    @SafeVarargs
    final SchedulerProbe answer(
            SchedulerAction.Dispatch<String> dispatch, SchedulerEvent.AttemptEnded<String>... reports) {
        List<SchedulerEvent.AttemptEnded<String>> ends = new ArrayList<>();
        for (SchedulerEvent.AttemptEnded<String> end : reports) {
            ends.add(end);
        }
        return on(new SchedulerEvent.InvocationAnswered<>(dispatch.invocation(), ends));
    }

    static SchedulerEvent.AttemptEnded<String> report(
            SchedulerAction.Dispatch<String> dispatch, int index, @Nullable ErrorCode code, long runNanos) {
        int call = dispatch.calls()[index];
        return new SchedulerEvent.AttemptEnded<>(call, dispatch.attempts()[index], code, runNanos, "report of " + call);
    }

    SchedulerProbe lose(SchedulerAction.Dispatch<String> dispatch, ErrorCode code) {
        List<String> evidence = Collections.nCopies(dispatch.calls().length, "evidence");
        return on(new SchedulerEvent.InvocationLost<>(dispatch.invocation(), code, evidence));
    }

    SchedulerProbe throttle(SchedulerAction.Dispatch<String> dispatch, long retryAfterNanos) {
        return on(new SchedulerEvent.InvocationThrottled<>(dispatch.invocation(), retryAfterNanos));
    }

    SchedulerProbe pass(long nanos) {
        now += nanos;
        return this;
    }

    /** Lets time pass until the scheduler wants its tick, and gives it. */
    SchedulerProbe sleep() {
        assertThat(checked.wakeAt()).as("there is something to wait for").isLessThan(Long.MAX_VALUE);
        now = Math.max(now, checked.wakeAt());
        return on(new SchedulerEvent.Tick<>());
    }

    /** Sleeps until something is sent, and gives the only invocation. */
    SchedulerAction.Dispatch<String> sleepUntilSent() {
        sleepUntilAnySent();
        return dispatch();
    }

    SchedulerProbe sleepUntilAnySent() {
        do {
            sleep();
        } while (sent().isEmpty());
        return this;
    }

    long now() {
        return now;
    }

    /** What the latest event led to. */
    List<SchedulerAction<String>> latest() {
        return latest;
    }

    private static <T> List<T> only(
            List<SchedulerAction<String>> actions, Function<SchedulerAction<String>, Stream<T>> what) {
        return actions.stream().flatMap(what).toList();
    }

    private static Stream<SchedulerAction.Dispatch<String>> sent(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.Dispatch<String> sent ? Stream.of(sent) : Stream.empty();
    }

    private static Stream<SchedulerAction.CallEnded<String>> end(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.CallEnded<String> end ? Stream.of(end) : Stream.empty();
    }

    private static Stream<Long> cancelled(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.CancelInvocation<String>(long invocation)
                ? Stream.of(invocation)
                : Stream.empty();
    }

    private static Stream<Long> forgotten(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.InvocationForgotten<String>(long invocation)
                ? Stream.of(invocation)
                : Stream.empty();
    }

    private static Stream<Long> wake(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.WakeAt<String>(long nanos) ? Stream.of(nanos) : Stream.empty();
    }

    private static Stream<Integer> asked(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.NeedCalls<String>(long stage, int count)
                ? Stream.of(count)
                : Stream.empty();
    }

    /** What the latest event sent. */
    List<SchedulerAction.Dispatch<String>> sent() {
        return only(latest, SchedulerProbe::sent);
    }

    List<SchedulerAction.Dispatch<String>> allSent() {
        return only(all, SchedulerProbe::sent);
    }

    /** The calls that the latest event ended. */
    List<SchedulerAction.CallEnded<String>> ends() {
        return only(latest, SchedulerProbe::end);
    }

    List<SchedulerAction.CallEnded<String>> allEnds() {
        return only(all, SchedulerProbe::end);
    }

    /** The invocations that the latest event cancelled. */
    List<Long> cancelled() {
        return only(latest, SchedulerProbe::cancelled);
    }

    List<Long> allCancelled() {
        return only(all, SchedulerProbe::cancelled);
    }

    List<Long> allForgotten() {
        return only(all, SchedulerProbe::forgotten);
    }

    /** When the latest event made the scheduler want to be woken. */
    List<Long> wakes() {
        return only(latest, SchedulerProbe::wake);
    }

    List<Long> allWakes() {
        return only(all, SchedulerProbe::wake);
    }

    /** How many calls the latest event made the scheduler ask for. */
    List<Integer> asked() {
        return only(latest, SchedulerProbe::asked);
    }

    List<Integer> allAsked() {
        return only(all, SchedulerProbe::asked);
    }

    /** The only invocation that the latest event sent. */
    SchedulerAction.Dispatch<String> dispatch() {
        assertThat(sent()).as("invocations sent").hasSize(1);
        return sent().getFirst();
    }

    /** How the calls ended by the latest event: {@code call 3: OUT_OF_MEMORY after 2}, {@code call 3: success after 1}. */
    List<String> ended() {
        return ends().stream()
                .map(end -> "call " + end.call() + ": " + (end.code() == null ? "success" : end.code()) + " after "
                        + end.attempts())
                .toList();
    }

    boolean stageEnded() {
        return latest.stream().anyMatch(action -> action instanceof SchedulerAction.StageEnded<String>);
    }

    List<CallLifecycle.Transition> transitionsTaken() {
        return checked.scheduler().transitionsTaken();
    }

    String describe(long stage) {
        return checked.scheduler().describe(stage);
    }
}
