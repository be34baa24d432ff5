package dev.kinglet.schedule;

import dev.kinglet.ErrorCode;
import dev.kinglet.policy.Pacing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of one executor on one platform.
 *
 * <p>Each event goes the same way: it is told to its stage; what fell due meanwhile follows; stages that cannot go on end; the free places
 * are filled, stage by stage in turn; stages with room ask for calls. An event about a stage or invocation that is not known (any more) is
 * no error: answers may come late, twice, or after a cancel.
 *
 * <p>The life of a call is {@link CallLifecycle}; what a call costs here is some twenty bytes while it lives, and nothing after.
 *
 * @param <D> as {@link Scheduler} has it
 */
public final class AttemptScheduler<D> implements Scheduler<D> {

    private final SchedulerTuning tuning;
    private final Turn<D> turn = new Turn<>();
    private final Alarms alarms = new Alarms();
    private final CallLifecycle lifecycle = new CallLifecycle();
    private final SplittableRandom random;
    private final InvocationsInFlight<D> flights;
    private final Map<Long, ScheduledStage<D>> stages = new HashMap<>();
    private final CondemnedStages condemned = new CondemnedStages();
    private final ArrayDeque<ScheduledStage<D>> turns = new ArrayDeque<>();
    private final List<ScheduledStage<D>> touched = new ArrayList<>();
    private Pacing pacing;
    private @Nullable Alarm pacingAlarm;

    /**
     * A scheduler.
     *
     * @param seed of the jitter of back-offs
     * @param invocationsInFlight the most invocations under way at once, at least 1
     * @param concurrency how many of these the platform runs at once, at least 1
     */
    public AttemptScheduler(long seed, int invocationsInFlight, int concurrency, SchedulerTuning tuning) {
        if (invocationsInFlight < 1 || concurrency < 1) {
            throw new IllegalArgumentException("invocationsInFlight and concurrency must be at least 1, but are "
                    + invocationsInFlight + " and " + concurrency);
        }
        this.tuning = tuning;
        this.random = new SplittableRandom(seed);
        this.pacing = Pacing.open(invocationsInFlight);
        this.flights = new InvocationsInFlight<>(invocationsInFlight, concurrency, tuning, alarms, turn);
    }

    @Override
    public List<SchedulerAction<D>> on(SchedulerEvent<D> event, long nanos) {
        turn.begin(nanos);
        tell(event);
        // After the event: an answer in the moment of its deadline is in time.
        for (Alarm alarm = alarms.due(nanos); alarm != null; alarm = alarms.due(nanos)) {
            ring(alarm);
        }
        settle();
        dispatch();
        ask();
        alarms.wish(turn);
        return turn.actions();
    }

    private void tell(SchedulerEvent<D> event) {
        switch (event) {
            case SchedulerEvent.StageSubmitted<D> submitted -> submitted(submitted);
            case SchedulerEvent.CallsReady<D> calls -> callsReady(calls);
            case SchedulerEvent.InputsEnded<D> inputs -> inputsEnded(inputs.stage());
            case SchedulerEvent.CallUnready<D> call ->
                touch(call.stage(), stage -> stage.unready(call.call(), call.code()));
            case SchedulerEvent.InvocationAnswered<D> answer -> answered(answer);
            case SchedulerEvent.InvocationThrottled<D> throttle -> throttled(throttle);
            case SchedulerEvent.InvocationLost<D> loss -> lost(loss);
            case SchedulerEvent.StageCancelled<D> cancel ->
                touch(cancel.stage(), stage -> stage.condemn(ErrorCode.CANCELLED));
            case SchedulerEvent.CallCancelled<D> call -> touch(call.stage(), stage -> stage.cancelled(call.call()));
            case SchedulerEvent.AttemptCommitted<D> commit ->
                touch(commit.stage(), stage -> stage.committed(commit.call(), commit.attempt(), commit.end()));
            case SchedulerEvent.Tick<D> tick -> alarms.woken();
        }
    }

    private void submitted(SchedulerEvent.StageSubmitted<D> event) {
        ScheduledStage<D> stage = new ScheduledStage<>(event, tuning, turn, flights, random::nextDouble, lifecycle);
        if (stages.putIfAbsent(stage.number, stage) != null) {
            throw new IllegalArgumentException("stage " + stage.number + " was submitted before and has not ended; "
                    + "stages must have different numbers");
        }
        stage.deadlineAlarm =
                alarms.replace(null, stage.policy.deadlineNanos(), Alarm.Kind.STAGE_DEADLINE, stage.number);
        touch(stage);
    }

    private void callsReady(SchedulerEvent.CallsReady<D> event) {
        ScheduledStage<D> stage = touch(event.stage());
        if (stage == null) {
            condemned.announced(event.stage(), event.sizes().length, turn);
        } else {
            stage.announced(event.sizes());
        }
    }

    private void inputsEnded(long number) {
        condemned.inputsEnded(number);
        touch(number, ScheduledStage::inputsEnded);
    }

    private void answered(SchedulerEvent.InvocationAnswered<D> event) {
        InvocationInFlight<D> flight = flights.end(event.invocation());
        if (flight == null) {
            return;
        }
        pacing = pacing.answered();
        ScheduledStage<D> stage = flight.stage;
        stage.accepted();
        touch(stage);
        long runNanos = 0;
        for (SchedulerEvent.AttemptEnded<D> end : event.ends()) {
            runNanos += end.runNanos();
            stage.ended(flight, end);
        }
        int reported = event.ends().size();
        boolean cutShort = stage.givenBack(flight, reported);
        if (reported > 0) {
            long service = flight.begun ? turn.nanos() - flight.begunNanos : -1;
            stage.size = stage.size.measured(reported, runNanos, service);
        }
        if (cutShort) {
            stage.size = stage.size.cutShort(reported);
        }
    }

    private void throttled(SchedulerEvent.InvocationThrottled<D> event) {
        InvocationInFlight<D> flight = flights.end(event.invocation());
        if (flight == null) {
            return;
        }
        Pacing.Refusal refusal =
                new Pacing.Refusal(flight.invocation, flights.latest(), flights.underWay(), event.retryAfterNanos());
        pacing = pacing.throttled(refusal, tuning.backOff(), random.nextDouble(), turn.nanos());
        pacingAlarm = alarms.replace(pacingAlarm, pacing.growsNanos(), Alarm.Kind.PACING_GROWS, 0);
        flight.stage.throttled(flight);
        touch(flight.stage);
    }

    private void lost(SchedulerEvent.InvocationLost<D> event) {
        InvocationInFlight<D> flight = flights.end(event.invocation());
        if (flight != null) {
            flight.stage.accepted();
            flight.stage.lost(flight, event.code(), event.ends());
            touch(flight.stage);
        }
    }

    private void ring(Alarm alarm) {
        switch (alarm.kind()) {
            case PACING_GROWS -> {
                pacing = pacing.grown(flights.underWay(), turn.nanos());
                pacingAlarm = alarms.replace(null, pacing.growsNanos(), Alarm.Kind.PACING_GROWS, 0);
            }
            case BACK_OFF_ENDS ->
                touch(alarm.subject(), stage -> {
                    stage.backOffAlarm = null;
                    stage.backOffsOver();
                });
            case SPECULATION_DUE ->
                touch(alarm.subject(), stage -> {
                    stage.speculationAlarm = null;
                    stage.speculative.fill();
                });
            case INVOCATION_OVERDUE -> {
                InvocationInFlight<D> flight = flights.underWay(alarm.subject());
                if (flight != null) {
                    flights.abandon(flight);
                    flight.stage.lost(flight, ErrorCode.WORKER_LOST, null);
                    touch(flight.stage);
                }
            }
            case STAGE_DEADLINE -> touch(alarm.subject(), stage -> stage.condemn(ErrorCode.DEADLINE_EXCEEDED));
        }
    }

    private @Nullable ScheduledStage<D> touch(long number) {
        ScheduledStage<D> stage = stages.get(number);
        if (stage != null) {
            touch(stage);
        }
        return stage;
    }

    private void touch(long number, Consumer<ScheduledStage<D>> action) {
        ScheduledStage<D> stage = touch(number);
        if (stage != null) {
            action.accept(stage);
        }
    }

    private void touch(ScheduledStage<D> stage) {
        if (!stage.touched) {
            stage.touched = true;
            touched.add(stage);
        }
    }

    private void settle() {
        for (ScheduledStage<D> stage : touched) {
            if (stage.over) {
                continue;
            }
            ErrorCode verdict = stage.verdict();
            if (verdict != null) {
                stage.abort(verdict);
            }
            if (stage.ended()) {
                end(stage);
                continue;
            }
            stage.backOffAlarm =
                    alarms.replace(stage.backOffAlarm, stage.backOffDue(), Alarm.Kind.BACK_OFF_ENDS, stage.number);
            stage.speculationAlarm = alarms.replace(
                    stage.speculationAlarm, stage.speculative.due(), Alarm.Kind.SPECULATION_DUE, stage.number);
            queue(stage);
        }
    }

    private void end(ScheduledStage<D> stage) {
        stage.over = true;
        stages.remove(stage.number);
        alarms.remove(stage.deadlineAlarm);
        alarms.remove(stage.backOffAlarm);
        alarms.remove(stage.speculationAlarm);
        turn.act(new SchedulerAction.StageEnded<>(stage.number));
        ErrorCode verdict = stage.verdict();
        if (verdict != null && !stage.haveInputsEnded()) {
            condemned.add(stage.number, stage.states.announced(), verdict);
        }
    }

    private void queue(ScheduledStage<D> stage) {
        if (!stage.queued && stage.nextSize() > 0) {
            stage.queued = true;
            turns.add(stage);
        }
    }

    private void dispatch() {
        while (turn.nanos() >= pacing.opensNanos() && flights.underWay() < pacing.limit() && !turns.isEmpty()) {
            ScheduledStage<D> stage = turns.remove();
            stage.queued = false;
            int size = stage.nextSize();
            if (size > 0) {
                flights.send(stage, size);
                touch(stage);
                // To the end of the line: however many calls a stage has, the next invocation is another's.
                queue(stage);
            }
        }
    }

    private void ask() {
        for (ScheduledStage<D> stage : touched) {
            stage.touched = false;
            if (!stage.over) {
                stage.ask();
            }
        }
        touched.clear();
    }

    /** What is known of a stage that seems not to get on: counts, recent steps, what it waits for. For people. */
    public String describe(long stage) {
        ScheduledStage<D> run = stages.get(stage);
        if (run == null) {
            return "stage " + stage + " has ended, or was never submitted";
        }
        return run.describe() + flights.describe(run, pacing.limit());
    }

    /** The rows of the life of a call that were taken. */
    List<CallLifecycle.Transition> transitionsTaken() {
        return lifecycle.taken();
    }
}
