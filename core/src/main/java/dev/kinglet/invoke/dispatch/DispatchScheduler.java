package dev.kinglet.invoke.dispatch;

import dev.kinglet.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of one executor on one platform.
 *
 * <p>Each event goes the same way: it is told to its stage; what fell due meanwhile follows; stages that cannot go on end; the free places
 * are filled, stage by stage in turn; stages with room ask for calls. An event about a stage or invocation that is not known (any more) is
 * no error: answers may come late, twice, or after a cancel.
 *
 * <p>The life of a call is {@link CallLifecycle}; what a call costs here is some twenty bytes while it lives, and nothing after.
 */
public final class DispatchScheduler implements Scheduler {

    private final SchedulerTuning tuning;
    private final Turn turn = new Turn();
    private final Alarms alarms = new Alarms();
    private final CallLifecycle lifecycle = new CallLifecycle();
    private final BackOff backOff;
    private final Pacer pacer;
    private final Flights flights;
    private final Map<Long, ScheduledStage> stages = new HashMap<>();
    private final CondemnedStages condemned = new CondemnedStages();
    private final ArrayDeque<ScheduledStage> turns = new ArrayDeque<>();
    private final List<ScheduledStage> touched = new ArrayList<>();
    private @Nullable Alarm pacerAlarm;

    /**
     * A scheduler.
     *
     * @param seed of the jitter of back-offs
     * @param invocationsInFlight the most invocations under way at once, at least 1
     * @param concurrency how many of these the platform runs at once, at least 1
     */
    public DispatchScheduler(long seed, int invocationsInFlight, int concurrency, SchedulerTuning tuning) {
        if (invocationsInFlight < 1 || concurrency < 1) {
            throw new IllegalArgumentException("invocationsInFlight and concurrency must be at least 1, but are "
                    + invocationsInFlight + " and " + concurrency);
        }
        this.tuning = tuning;
        this.backOff = new BackOff(seed, tuning.backOffBaseNanos(), tuning.backOffCapNanos());
        this.pacer = new Pacer(invocationsInFlight, backOff);
        this.flights = new Flights(invocationsInFlight, concurrency, tuning, alarms, turn);
    }

    @Override
    public List<SchedulerAction> on(SchedulerEvent event, long nanos) {
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

    private void tell(SchedulerEvent event) {
        switch (event) {
            case SchedulerEvent.StageSubmitted submitted -> submitted(submitted);
            case SchedulerEvent.CallsReady calls -> callsReady(calls);
            case SchedulerEvent.InputsEnded inputs -> inputsEnded(inputs.stage());
            case SchedulerEvent.CallUnready call -> {
                ScheduledStage stage = touch(call.stage());
                if (stage != null) {
                    stage.unready(call.call(), call.code(), call.detail());
                }
            }
            case SchedulerEvent.InvocationAnswered answer -> answered(answer);
            case SchedulerEvent.InvocationThrottled throttle -> throttled(throttle);
            case SchedulerEvent.InvocationLost loss -> lost(loss);
            case SchedulerEvent.StageCancelled cancel -> condemn(cancel.stage(), ErrorCode.CANCELLED, null);
            case SchedulerEvent.CallCancelled call -> {
                ScheduledStage stage = touch(call.stage());
                if (stage != null) {
                    stage.cancelled(call.call());
                }
            }
            case SchedulerEvent.StageFailed failure -> {
                condemn(failure.stage(), failure.code(), failure.detail());
                inputsEnded(failure.stage());
            }
            case SchedulerEvent.Tick tick -> alarms.woken();
        }
    }

    private void submitted(SchedulerEvent.StageSubmitted event) {
        ScheduledStage stage = new ScheduledStage(event, tuning, turn, flights, backOff, lifecycle);
        if (stages.putIfAbsent(stage.number, stage) != null) {
            throw new IllegalArgumentException("stage " + stage.number + " was submitted before and has not ended; "
                    + "stages must have different numbers");
        }
        stage.deadlineAlarm =
                alarms.replace(null, stage.policy.deadlineNanos(), Alarm.Kind.STAGE_DEADLINE, stage.number);
        touch(stage);
    }

    private void callsReady(SchedulerEvent.CallsReady event) {
        ScheduledStage stage = touch(event.stage());
        if (stage == null) {
            condemned.announced(event.stage(), event.sizes().length, turn);
        } else {
            stage.announced(event.sizes());
        }
    }

    private void inputsEnded(long number) {
        condemned.inputsEnded(number);
        ScheduledStage stage = touch(number);
        if (stage != null) {
            stage.inputsEnded();
        }
    }

    private void condemn(long number, ErrorCode code, @Nullable Object detail) {
        ScheduledStage stage = touch(number);
        if (stage != null) {
            stage.condemn(code, detail);
        }
    }

    private void answered(SchedulerEvent.InvocationAnswered event) {
        Flight flight = flights.end(event.invocation());
        if (flight == null) {
            return;
        }
        pacer.answered();
        ScheduledStage stage = flight.stage;
        stage.accepted();
        touch(stage);
        long runNanos = 0;
        for (SchedulerEvent.Report report : event.reports()) {
            runNanos += report.runNanos();
            stage.reported(flight, report);
        }
        int reported = event.reports().size();
        boolean cutShort = stage.givenBack(flight, reported);
        if (reported > 0) {
            long service = flight.begun ? turn.nanos() - flight.begunNanos : -1;
            stage.sizer.measured(reported, runNanos, service);
        }
        if (cutShort) {
            stage.sizer.cutShort(reported);
        }
    }

    private void throttled(SchedulerEvent.InvocationThrottled event) {
        Flight flight = flights.end(event.invocation());
        if (flight == null) {
            return;
        }
        pacer.throttled(flight.invocation, flights.latest(), flights.underWay(), event.retryAfterNanos(), turn.nanos());
        pacerAlarm = alarms.replace(pacerAlarm, pacer.growsNanos(), Alarm.Kind.PACER_GROWS, 0);
        flight.stage.throttled(flight);
        touch(flight.stage);
    }

    private void lost(SchedulerEvent.InvocationLost event) {
        Flight flight = flights.end(event.invocation());
        if (flight != null) {
            flight.stage.accepted();
            flight.stage.lost(flight, event.code(), event.detail());
            touch(flight.stage);
        }
    }

    private void ring(Alarm alarm) {
        switch (alarm.kind()) {
            case PACER_GROWS -> {
                pacer.grow(flights.underWay(), turn.nanos());
                pacerAlarm = alarms.replace(null, pacer.growsNanos(), Alarm.Kind.PACER_GROWS, 0);
            }
            case BACK_OFF_ENDS -> {
                ScheduledStage stage = touch(alarm.subject());
                if (stage != null) {
                    stage.backOffAlarm = null;
                    stage.backOffsOver();
                }
            }
            case INVOCATION_OVERDUE -> {
                Flight flight = flights.underWay(alarm.subject());
                if (flight != null) {
                    flights.abandon(flight);
                    flight.stage.lost(flight, ErrorCode.WORKER_LOST, null);
                    touch(flight.stage);
                }
            }
            case STAGE_DEADLINE -> condemn(alarm.subject(), ErrorCode.DEADLINE_EXCEEDED, null);
        }
    }

    private @Nullable ScheduledStage touch(long number) {
        ScheduledStage stage = stages.get(number);
        if (stage != null) {
            touch(stage);
        }
        return stage;
    }

    private void touch(ScheduledStage stage) {
        if (!stage.touched) {
            stage.touched = true;
            touched.add(stage);
        }
    }

    private void settle() {
        for (ScheduledStage stage : touched) {
            if (stage.over) {
                continue;
            }
            ScheduledStage.Verdict verdict = stage.verdict();
            if (verdict != null) {
                stage.abort(verdict);
            }
            if (stage.ended()) {
                end(stage);
                continue;
            }
            stage.backOffAlarm =
                    alarms.replace(stage.backOffAlarm, stage.backOffDue(), Alarm.Kind.BACK_OFF_ENDS, stage.number);
            queue(stage);
        }
    }

    private void end(ScheduledStage stage) {
        stage.over = true;
        stages.remove(stage.number);
        alarms.remove(stage.deadlineAlarm);
        alarms.remove(stage.backOffAlarm);
        turn.act(new SchedulerAction.StageEnded(stage.number));
        ScheduledStage.Verdict verdict = stage.verdict();
        if (verdict != null && !stage.haveInputsEnded()) {
            condemned.add(stage.number, stage.states.announced(), verdict);
        }
    }

    private void queue(ScheduledStage stage) {
        if (!stage.queued && stage.nextSize() > 0) {
            stage.queued = true;
            turns.add(stage);
        }
    }

    private void dispatch() {
        while (turn.nanos() >= pacer.opensNanos() && flights.underWay() < pacer.limit() && !turns.isEmpty()) {
            ScheduledStage stage = turns.remove();
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
        for (ScheduledStage stage : touched) {
            stage.touched = false;
            if (!stage.over) {
                stage.ask();
            }
        }
        touched.clear();
    }

    /** What is known of a stage that seems not to get on: counts, recent steps, what it waits for. For people. */
    public String describe(long stage) {
        ScheduledStage run = stages.get(stage);
        if (run == null) {
            return "stage " + stage + " has ended, or was never submitted";
        }
        return run.describe() + flights.describe(run, pacer.limit());
    }

    /** The rows of the life of a call that were taken. */
    List<CallLifecycle.Transition> transitionsTaken() {
        return lifecycle.taken();
    }
}
