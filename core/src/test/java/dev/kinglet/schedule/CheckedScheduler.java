package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scheduler whose every answer is held against what must always be true; and which remembers what was said, to tell it on failure. */
final class CheckedScheduler implements Scheduler<String> {

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

    /** Told only on failure: to write it down each time would cost more than the rest. */
    private record Said(long nanos, SchedulerEvent<String> event, List<SchedulerAction<String>> actions) {}

    private final AttemptScheduler<String> scheduler;
    private final int invocationsInFlight;
    private final SchedulerTuning tuning;
    private final Map<Long, StageView> stages = new HashMap<>();
    private final Map<Long, SchedulerAction.Dispatch<String>> underWay = new HashMap<>();
    private final Set<Long> cancelled = new HashSet<>();
    private final ArrayDeque<Said> story = new ArrayDeque<>();
    private @Nullable SchedulerEvent<String> event;
    private long wakeAt = Long.MAX_VALUE;
    private int endedStages;

    CheckedScheduler(long seed, int invocationsInFlight, int concurrency, SchedulerTuning tuning) {
        this.scheduler = new AttemptScheduler<>(seed, invocationsInFlight, concurrency, tuning);
        this.invocationsInFlight = invocationsInFlight;
        this.tuning = tuning;
    }

    AttemptScheduler<String> scheduler() {
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
        StringBuilder text = new StringBuilder();
        for (Said said : story) {
            text.append(said.nanos())
                    .append(' ')
                    .append(EventText.of(said.event()))
                    .append('\n');
            said.actions()
                    .forEach(action ->
                            text.append("    ").append(EventText.of(action)).append('\n'));
        }
        return text.toString();
    }

    @Override
    public List<SchedulerAction<String>> on(SchedulerEvent<String> next, long nanos) {
        event = next;
        before(next);
        List<SchedulerAction<String>> actions = scheduler.on(next, nanos);
        story.add(new Said(nanos, next, actions));
        if (story.size() > REMEMBERED) {
            story.remove();
        }
        actions.forEach(action -> check(action, nanos));
        long counted =
                underWay.keySet().stream().filter(id -> !cancelled.contains(id)).count();
        assertThat(counted).as("invocations in flight").isLessThanOrEqualTo(invocationsInFlight);
        return actions;
    }

    private void before(SchedulerEvent<String> next) {
        switch (next) {
            case SchedulerEvent.StageSubmitted<String> submitted ->
                stages.put(submitted.stage(), new StageView(submitted.policy()));
            case SchedulerEvent.CallsReady<String> calls -> {
                StageView stage = view(calls.stage());
                for (int size : calls.sizes()) {
                    stage.sizes.add(size);
                }
                stage.asked = Math.max(0, stage.asked - calls.sizes().length);
            }
            case SchedulerEvent.InputsEnded<String> inputs -> view(inputs.stage()).inputsEnded = true;
            case SchedulerEvent.InvocationAnswered<String> answer -> gone(answer.invocation());
            case SchedulerEvent.InvocationLost<String> loss -> gone(loss.invocation());
            case SchedulerEvent.InvocationThrottled<String> throttle -> gone(throttle.invocation());
            case SchedulerEvent.Tick<String> tick -> wakeAt = Long.MAX_VALUE;
            default -> {}
        }
    }

    private StageView view(long stage) {
        StageView view = stages.get(stage);
        if (view == null) {
            throw new AssertionError("there is no stage " + stage);
        }
        return view;
    }

    private void gone(long invocation) {
        underWay.remove(invocation);
        cancelled.remove(invocation);
    }

    private void check(SchedulerAction<String> action, long nanos) {
        switch (action) {
            case SchedulerAction.Dispatch<String> dispatch -> dispatched(dispatch);
            case SchedulerAction.NeedCalls<String> need -> needed(need);
            case SchedulerAction.CallEnded<String> end -> ended(end);
            case SchedulerAction.StageEnded<String> end -> {
                StageView stage = view(end.stage());
                assertThat(stage.over).as("stage ended before").isFalse();
                assertThat(stage.ended)
                        .as("calls ended at the end of their stage")
                        .hasSize(stage.sizes.size());
                stage.over = true;
                endedStages++;
            }
            case SchedulerAction.CancelInvocation<String> cancel -> {
                assertThat(underWay).as("cancelled invocations are under way").containsKey(cancel.invocation());
                assertThat(cancelled.add(cancel.invocation()))
                        .as("cancelled once")
                        .isTrue();
            }
            case SchedulerAction.InvocationForgotten<String> forgotten -> gone(forgotten.invocation());
            case SchedulerAction.WakeAt<String> wake -> {
                require(wake.nanos() >= nanos, "a wish is for the past");
                wakeAt = wake.nanos();
            }
        }
    }

    // A world makes millions of checks: the richer assertions would cost minutes.
    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }

    private void dispatched(SchedulerAction.Dispatch<String> dispatch) {
        StageView stage = view(dispatch.stage());
        require(!stage.over, "sent after the end of the stage");
        require(underWay.put(dispatch.invocation(), dispatch) == null, "invocation numbers are unique");
        require(dispatch.calls().length == dispatch.attempts().length, "an attempt for each call");
        require(dispatch.calls().length > 0, "an invocation has calls");
        long bytes = 0;
        for (int i = 0; i < dispatch.calls().length; i++) {
            int call = dispatch.calls()[i];
            bytes += stage.sizes.get(call);
            require(!stage.ended.contains(call), "ended call is sent: " + call);
            // A call that is twice in an invocation fails here, too.
            Integer previous = stage.lastAttempts.put(call, dispatch.attempts()[i]);
            require(dispatch.attempts()[i] == (previous == null ? 0 : previous + 1), "not a fresh attempt at " + call);
        }
        int most = stage.policy.callsPerInvocation() > 0
                ? stage.policy.callsPerInvocation()
                : tuning.maxCallsPerInvocation();
        require(dispatch.calls().length <= most, "more calls in an invocation than " + most);
        require(
                dispatch.calls().length == 1 || bytes <= stage.policy.maxPayloadBytes(),
                "more bytes in an invocation: " + bytes);
    }

    private void needed(SchedulerAction.NeedCalls<String> need) {
        StageView stage = view(need.stage());
        require(!stage.over && !stage.inputsEnded, "asked for calls that cannot come");
        require(need.count() > 0, "asked for nothing");
        stage.asked += need.count();
        int outstanding = stage.sizes.size() - stage.ended.size() + stage.asked;
        require(outstanding <= tuning.maxOutstandingCalls(), "too many calls outstanding: " + outstanding);
    }

    private void ended(SchedulerAction.CallEnded<String> end) {
        StageView stage = view(end.stage());
        require(end.call() < stage.sizes.size(), "a call ended that was not announced: " + end.call());
        require(stage.ended.add(end.call()), "a call ended twice: " + end.call());
        Retry.Counted retry = (Retry.Counted) stage.policy.retry();
        int beside = stage.policy.speculation().equals(Speculation.NONE) ? 0 : AttemptsUnderWay.MOST;
        require(end.attempts() <= Math.max(retry.attempts(), beside), "too many attempts: " + end);
        require(
                !stage.over || event instanceof SchedulerEvent.CallsReady<String>,
                "a call ended after its stage: " + end);
    }
}
