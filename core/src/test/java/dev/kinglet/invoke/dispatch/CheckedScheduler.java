package dev.kinglet.invoke.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scheduler whose every answer is held against what must always be true; and which remembers what was said, to tell it on failure. */
final class CheckedScheduler implements Scheduler {

    private static final int REMEMBERED = 400;

    private static final class StageView {
        final StagePolicy policy;
        final List<Integer> sizes = new ArrayList<>();
        final Map<Integer, Integer> lastAttempts = new HashMap<>();
        final Set<Integer> ended = new HashSet<>();
        int asked;
        boolean inputsEnded;
        boolean over;

        StageView(StagePolicy policy) {
            this.policy = policy;
        }
    }

    private final DispatchScheduler scheduler;
    private final int invocationsInFlight;
    private final SchedulerTuning tuning;
    private final Map<Long, StageView> stages = new HashMap<>();
    private final Map<Long, SchedulerAction.Dispatch> underWay = new HashMap<>();
    private final Set<Long> cancelled = new HashSet<>();
    private final List<String> story = new ArrayList<>();
    private @Nullable SchedulerEvent event;
    private long wakeAt = Long.MAX_VALUE;
    private int endedStages;

    CheckedScheduler(long seed, int invocationsInFlight, int concurrency, SchedulerTuning tuning) {
        this.scheduler = new DispatchScheduler(seed, invocationsInFlight, concurrency, tuning);
        this.invocationsInFlight = invocationsInFlight;
        this.tuning = tuning;
    }

    DispatchScheduler scheduler() {
        return scheduler;
    }

    /** When the scheduler wants its next tick. */
    long wakeAt() {
        return wakeAt;
    }

    int endedStages() {
        return endedStages;
    }

    /** What was said last, oldest first. */
    String story() {
        return String.join("\n", story.subList(Math.max(0, story.size() - REMEMBERED), story.size()));
    }

    @Override
    public List<SchedulerAction> on(SchedulerEvent next, long nanos) {
        event = next;
        story.add(nanos + " " + EventText.of(next));
        before(next);
        List<SchedulerAction> actions = scheduler.on(next, nanos);
        for (SchedulerAction action : actions) {
            story.add("    " + EventText.of(action));
            check(action, nanos);
        }
        long counted =
                underWay.keySet().stream().filter(id -> !cancelled.contains(id)).count();
        assertThat(counted).as("invocations in flight").isLessThanOrEqualTo(invocationsInFlight);
        return actions;
    }

    private void before(SchedulerEvent next) {
        switch (next) {
            case SchedulerEvent.StageSubmitted submitted ->
                stages.put(submitted.stage(), new StageView(submitted.policy()));
            case SchedulerEvent.CallsReady calls -> {
                StageView stage = view(calls.stage());
                for (int size : calls.sizes()) {
                    stage.sizes.add(size);
                }
                stage.asked = Math.max(0, stage.asked - calls.sizes().length);
            }
            case SchedulerEvent.InputsEnded inputs -> view(inputs.stage()).inputsEnded = true;
            case SchedulerEvent.InvocationAnswered answer -> gone(answer.invocation());
            case SchedulerEvent.InvocationLost loss -> gone(loss.invocation());
            case SchedulerEvent.InvocationThrottled throttle -> gone(throttle.invocation());
            case SchedulerEvent.Tick tick -> wakeAt = Long.MAX_VALUE;
            default -> {}
        }
    }

    private StageView view(long stage) {
        return assertThat(stages.get(stage)).as("stage " + stage).isNotNull().actual();
    }

    private void gone(long invocation) {
        underWay.remove(invocation);
        cancelled.remove(invocation);
    }

    private void check(SchedulerAction action, long nanos) {
        switch (action) {
            case SchedulerAction.Dispatch dispatch -> dispatched(dispatch);
            case SchedulerAction.NeedCalls need -> needed(need);
            case SchedulerAction.CallEnded end -> ended(end);
            case SchedulerAction.StageEnded end -> {
                StageView stage = view(end.stage());
                assertThat(stage.over).as("stage ended before").isFalse();
                assertThat(stage.ended)
                        .as("calls ended at the end of their stage")
                        .hasSize(stage.sizes.size());
                stage.over = true;
                endedStages++;
            }
            case SchedulerAction.CancelInvocation cancel -> {
                assertThat(underWay).as("cancelled invocations are under way").containsKey(cancel.invocation());
                assertThat(cancelled.add(cancel.invocation()))
                        .as("cancelled once")
                        .isTrue();
            }
            case SchedulerAction.WakeAt wake -> {
                assertThat(wake.nanos()).as("a wish is for later").isGreaterThan(nanos);
                wakeAt = wake.nanos();
            }
        }
    }

    private void dispatched(SchedulerAction.Dispatch dispatch) {
        StageView stage = view(dispatch.stage());
        assertThat(stage.over).as("sent after the end of the stage").isFalse();
        assertThat(underWay.put(dispatch.invocation(), dispatch))
                .as("invocation numbers are unique")
                .isNull();
        assertThat(dispatch.calls())
                .isNotEmpty()
                .hasSameSizeAs(dispatch.attempts())
                .doesNotHaveDuplicates();
        long bytes = 0;
        for (int i = 0; i < dispatch.calls().length; i++) {
            int call = dispatch.calls()[i];
            bytes += stage.sizes.get(call);
            assertThat(stage.ended).as("ended calls are not sent").doesNotContain(call);
            Integer previous = stage.lastAttempts.put(call, dispatch.attempts()[i]);
            assertThat(dispatch.attempts()[i]).as("a fresh attempt").isEqualTo(previous == null ? 0 : previous + 1);
        }
        int most = stage.policy.callsPerInvocation() > 0
                ? stage.policy.callsPerInvocation()
                : tuning.maxCallsPerInvocation();
        assertThat(dispatch.calls().length).as("calls in an invocation").isLessThanOrEqualTo(most);
        if (dispatch.calls().length > 1) {
            assertThat(bytes).as("bytes in an invocation").isLessThanOrEqualTo(stage.policy.maxPayloadBytes());
        }
    }

    private void needed(SchedulerAction.NeedCalls need) {
        StageView stage = view(need.stage());
        assertThat(stage.over || stage.inputsEnded)
                .as("asked for calls that cannot come")
                .isFalse();
        assertThat(need.count()).isPositive();
        stage.asked += need.count();
        int outstanding = stage.sizes.size() - stage.ended.size() + stage.asked;
        assertThat(outstanding).as("calls outstanding").isLessThanOrEqualTo(tuning.maxOutstandingCalls());
    }

    private void ended(SchedulerAction.CallEnded end) {
        StageView stage = view(end.stage());
        assertThat(end.call()).as("only announced calls end").isLessThan(stage.sizes.size());
        assertThat(stage.ended.add(end.call()))
                .as("call " + end.call() + " ends once")
                .isTrue();
        assertThat(end.attempts()).as("attempts").isLessThanOrEqualTo(stage.policy.attempts());
        if (stage.over) {
            assertThat(event).as("only announced late").isInstanceOf(SchedulerEvent.CallsReady.class);
        }
    }
}
