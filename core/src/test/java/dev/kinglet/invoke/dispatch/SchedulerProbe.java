package dev.kinglet.invoke.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks to a scheduler as its edge does, in the words of the tests. Each of its methods is one event. */
final class SchedulerProbe {

    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    private final CheckedScheduler checked;
    private final List<SchedulerAction> all = new ArrayList<>();
    private List<SchedulerAction> latest = List.of();
    private long now = SECOND;

    SchedulerProbe(int invocationsInFlight, int concurrency) {
        this(invocationsInFlight, concurrency, SchedulerTuning.defaults());
    }

    SchedulerProbe(int invocationsInFlight, int concurrency, SchedulerTuning tuning) {
        checked = new CheckedScheduler(1, invocationsInFlight, concurrency, tuning);
    }

    /** Three attempts of up to a second each, one call an invocation. */
    static StagePolicy policy() {
        return new StagePolicy(3, SECOND, Long.MAX_VALUE, 1, false, false, 1 << 20);
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
        return new StagePolicy(3, SECOND, Long.MAX_VALUE, calls, false, false, 1 << 20);
    }

    SchedulerProbe on(SchedulerEvent event) {
        latest = checked.on(event, now);
        all.addAll(latest);
        return this;
    }

    SchedulerProbe submit(long stage, StagePolicy policy) {
        return on(new SchedulerEvent.StageSubmitted(stage, policy));
    }

    /** A stage with all its calls, one byte each. */
    SchedulerProbe run(long stage, StagePolicy policy, int calls) {
        List<SchedulerAction> actions = new ArrayList<>(submit(stage, policy).latest);
        actions.addAll(ready(stage, calls).latest);
        actions.addAll(inputsEnded(stage).latest);
        latest = actions;
        return this;
    }

    SchedulerProbe ready(long stage, int calls) {
        int[] sizes = new int[calls];
        Arrays.fill(sizes, 1);
        return on(new SchedulerEvent.CallsReady(stage, sizes));
    }

    SchedulerProbe inputsEnded(long stage) {
        return on(new SchedulerEvent.InputsEnded(stage));
    }

    SchedulerProbe succeed(SchedulerAction.Dispatch dispatch) {
        return succeed(dispatch, 0);
    }

    /** All calls of an invocation succeed, each after this time. */
    SchedulerProbe succeed(SchedulerAction.Dispatch dispatch, long runNanos) {
        List<SchedulerEvent.Report> reports = new ArrayList<>();
        for (int i = 0; i < dispatch.calls().length; i++) {
            reports.add(report(dispatch, i, null, runNanos));
        }
        return on(new SchedulerEvent.InvocationAnswered(dispatch.invocation(), reports));
    }

    SchedulerProbe fail(SchedulerAction.Dispatch dispatch, ErrorCode code) {
        return answer(dispatch, report(dispatch, 0, code, 0));
    }

    SchedulerProbe answer(SchedulerAction.Dispatch dispatch, SchedulerEvent.Report... reports) {
        return on(new SchedulerEvent.InvocationAnswered(dispatch.invocation(), List.of(reports)));
    }

    static SchedulerEvent.Report report(
            SchedulerAction.Dispatch dispatch, int index, @Nullable ErrorCode code, long runNanos) {
        int call = dispatch.calls()[index];
        return new SchedulerEvent.Report(call, dispatch.attempts()[index], code, runNanos, "report of " + call);
    }

    SchedulerProbe lose(SchedulerAction.Dispatch dispatch, ErrorCode code) {
        return on(new SchedulerEvent.InvocationLost(dispatch.invocation(), code, "evidence"));
    }

    SchedulerProbe throttle(SchedulerAction.Dispatch dispatch, long retryAfterNanos) {
        return on(new SchedulerEvent.InvocationThrottled(dispatch.invocation(), retryAfterNanos));
    }

    SchedulerProbe pass(long nanos) {
        now += nanos;
        return this;
    }

    /** Lets time pass until the scheduler wants its tick, and gives it. */
    SchedulerProbe sleep() {
        assertThat(checked.wakeAt()).as("there is something to wait for").isLessThan(Long.MAX_VALUE);
        now = Math.max(now, checked.wakeAt());
        return on(new SchedulerEvent.Tick());
    }

    /** Sleeps until something is sent, and gives the only invocation. */
    SchedulerAction.Dispatch sleepUntilSent() {
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
    List<SchedulerAction> latest() {
        return latest;
    }

    <T extends SchedulerAction> List<T> latest(Class<T> type) {
        return latest.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends SchedulerAction> List<T> all(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What the latest event sent. */
    List<SchedulerAction.Dispatch> sent() {
        return latest(SchedulerAction.Dispatch.class);
    }

    /** The only invocation that the latest event sent. */
    SchedulerAction.Dispatch dispatch() {
        assertThat(sent()).as("invocations sent").hasSize(1);
        return sent().getFirst();
    }

    /** How the calls ended by the latest event: {@code call 3: OUT_OF_MEMORY after 2}, {@code call 3: success after 1}. */
    List<String> ended() {
        return latest(SchedulerAction.CallEnded.class).stream()
                .map(end -> "call " + end.call() + ": " + (end.code() == null ? "success" : end.code()) + " after "
                        + end.attempts())
                .toList();
    }

    boolean stageEnded() {
        return !latest(SchedulerAction.StageEnded.class).isEmpty();
    }

    List<CallLifecycle.Transition> transitionsTaken() {
        return checked.scheduler().transitionsTaken();
    }

    String describe(long stage) {
        return checked.scheduler().describe(stage);
    }
}
