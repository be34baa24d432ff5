package dev.kinglet.invoke.dispatch;

import dev.kinglet.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stage under way: what has become of its calls, and what becomes of them when something happens. */
final class ScheduledStage {

    /** Why all that has not ended of a stage ends. */
    record Verdict(ErrorCode code, @Nullable Object detail) {}

    final long number;
    final StagePolicy policy;
    final CallStates states;
    final InvocationSizer sizer;
    final ReadyCalls ready;

    // Kept by the scheduler, which alone knows all stages.
    boolean touched;
    boolean queued;
    boolean over;

    @Nullable
    Alarm deadlineAlarm;

    @Nullable
    Alarm backOffAlarm;

    private final SchedulerTuning tuning;
    private final Turn turn;
    private final Flights flights;
    private final BackOff backOff;
    private final BackOffQueue backingOff = new BackOffQueue();
    private final Set<Integer> cancelledAhead = new HashSet<>();
    private int asked;
    private boolean inputsEnded;
    private int throttledRounds;
    private long lastOfThrottledRound = -1;
    private @Nullable Verdict verdict;

    ScheduledStage(
            SchedulerEvent.StageSubmitted event,
            SchedulerTuning tuning,
            Turn turn,
            Flights flights,
            BackOff backOff,
            CallLifecycle lifecycle) {
        this.number = event.stage();
        this.policy = event.policy();
        this.tuning = tuning;
        this.turn = turn;
        this.flights = flights;
        this.backOff = backOff;
        this.states = new CallStates(lifecycle, turn);
        this.sizer = new InvocationSizer(tuning);
        this.ready = new ReadyCalls(states);
    }

    void announced(int[] sizes) {
        asked = Math.max(0, asked - sizes.length);
        for (int size : sizes) {
            int call = states.add(size);
            if (!cancelledAhead.isEmpty() && cancelledAhead.remove(call)) {
                end(call, CallStep.CANCELLED, ErrorCode.CANCELLED, null);
            }
        }
    }

    void inputsEnded() {
        inputsEnded = true;
        asked = 0;
    }

    boolean haveInputsEnded() {
        return inputsEnded;
    }

    void unready(int call, ErrorCode code, @Nullable Object detail) {
        if (states.live(call)) {
            boolean cancelled = code == ErrorCode.CANCELLED;
            end(call, cancelled ? CallStep.CANCELLED : CallStep.UNREADY, code, detail);
        }
    }

    void cancelled(int call) {
        if (states.live(call)) {
            end(call, CallStep.CANCELLED, ErrorCode.CANCELLED, null);
        } else if (call >= states.announced() && !inputsEnded) {
            cancelledAhead.add(call);
        }
    }

    /** An attempt ended with a report. Only the attempt under way can fail a call; any attempt can succeed it. */
    void reported(Flight flight, SchedulerEvent.Report report) {
        int call = report.call();
        ErrorCode code = report.code();
        if (states.underWay(call, report.attempt(), flight.invocation)) {
            if (code == null) {
                end(call, CallStep.SUCCEEDED, null, report.detail());
            } else {
                attemptFailed(call, code, report.detail());
            }
        } else if (code == null && states.live(call) && flight.carried(call, report.attempt())) {
            end(call, CallStep.SUCCEEDED, null, report.detail());
        }
    }

    /**
     * The invocation ended, and the calls still in it were not begun. That is counted against them where no other call was begun either: a
     * worker that ends some of its calls and retires cannot go round for ever.
     *
     * @param reported how many of its calls were begun
     * @return whether there were such calls
     */
    boolean givenBack(Flight flight, int reported) {
        boolean any = false;
        for (int call : flight.calls) {
            if (states.in(call, flight.invocation)) {
                any = true;
                if (reported == 0 && states.resend(call) > tuning.maxResends()) {
                    end(call, CallStep.FAILED, ErrorCode.PROTOCOL_VIOLATED, null);
                } else {
                    goAgain(call, CallStep.GIVEN_BACK);
                }
            }
        }
        return any;
    }

    /** The platform did not take the invocation. The calls still in it wait for the pacer. */
    void throttled(Flight flight) {
        for (int call : flight.calls) {
            if (states.in(call, flight.invocation)) {
                goAgain(call, CallStep.GIVEN_BACK);
            }
        }
        // While others run, the platform is full, not shut: each of them ends, and calls may be long.
        if (flight.invocation > lastOfThrottledRound && states.count(CallState.INVOKED) == 0) {
            lastOfThrottledRound = flights.latest();
            throttledRounds++;
        }
        if (throttledRounds >= tuning.maxThrottledRounds()) {
            condemn(ErrorCode.INVOCATION_THROTTLED, null);
        }
    }

    /** The platform took an invocation of this stage. */
    void accepted() {
        throttledRounds = 0;
    }

    /** The invocation ended without an answer. */
    void lost(Flight flight, ErrorCode code, @Nullable Object detail) {
        for (int call : flight.calls) {
            if (states.in(call, flight.invocation)) {
                lost(call, flight.calls.length, code, detail);
            }
        }
    }

    private void lost(int call, int company, ErrorCode code, @Nullable Object detail) {
        switch (code) {
            // Said of the invocation: no call of it would fare better alone.
            case CANCELLED, INVOCATION_REFUSED, WORKER_NOT_STARTED, INVOCATION_THROTTLED ->
                attemptFailed(call, code, detail);
            default -> {
                if (company == 1) {
                    attemptFailed(call, code, detail);
                } else if (states.resend(call) > tuning.maxResends()) {
                    end(call, CallStep.FAILED, code, detail);
                } else {
                    states.suspect(call);
                    goAgain(call, CallStep.ISOLATED);
                }
            }
        }
    }

    private void goAgain(int call, CallStep step) {
        states.step(call, step);
        ready.add(call);
    }

    private void attemptFailed(int call, ErrorCode code, @Nullable Object detail) {
        boolean helps = code == ErrorCode.FUNCTION_THREW ? policy.retryFunctionFailures() : code.retryable();
        if (!helps || states.attempts(call) >= Math.min(policy.attempts(), CallStates.MAX_ATTEMPTS)) {
            end(call, code == ErrorCode.CANCELLED ? CallStep.CANCELLED : CallStep.FAILED, code, detail);
            return;
        }
        int failures = states.charge(call);
        states.step(call, CallStep.RETRIED);
        backingOff.add(call, turn.after(backOff.nanos(failures)));
    }

    /** When the next call's back-off is over. */
    long backOffDue() {
        return backingOff.due();
    }

    void backOffsOver() {
        while (backingOff.due() <= turn.nanos()) {
            int call = backingOff.remove();
            if (states.is(CallState.BACKING_OFF, call)) {
                goAgain(call, CallStep.BACKED_OFF);
            }
        }
    }

    private void end(int call, CallStep step, @Nullable ErrorCode code, @Nullable Object detail) {
        int attempts = Math.max(states.attempts(call), step == CallStep.SUCCEEDED ? 1 : 0);
        boolean invoked = states.is(CallState.INVOKED, call);
        long invocation = states.invocation(call);
        if (states.step(call, step) == CallState.FAILED && policy.failFast()) {
            condemn(ErrorCode.CANCELLED, null);
        }
        turn.act(new SchedulerAction.CallEnded(number, call, attempts, code, detail));
        if (invoked) {
            flights.release(invocation);
        }
    }

    /** All that has not ended is to end so, once the event at hand is told to the end. */
    void condemn(ErrorCode code, @Nullable Object detail) {
        if (verdict == null) {
            verdict = new Verdict(code, detail);
        }
    }

    /** Why the stage cannot go on; null while it can. */
    @Nullable
    Verdict verdict() {
        return verdict;
    }

    /** Executes the verdict. */
    void abort(Verdict reason) {
        CallStep step = reason.code() == ErrorCode.CANCELLED ? CallStep.CANCELLED : CallStep.ABORTED;
        states.forEachLive(call -> end(call, step, reason.code(), reason.detail()));
    }

    boolean ended() {
        return states.live() == 0 && (inputsEnded || verdict != null);
    }

    /** How many calls its next invocation should carry, at most; 0 if it has none to send now. */
    int nextSize() {
        int together = states.count(CallState.READY) - states.suspectsReady();
        if (over || together + states.suspectsReady() == 0) {
            return 0;
        }
        int fixed = policy.callsPerInvocation();
        if (fixed == 0) {
            return Math.min(sizer.size(), flights.share(together));
        }
        // A partial invocation only when there is nothing to wait for: a planner may itself wait for the calls that it
        // announced.
        boolean worthwhile =
                together >= fixed || inputsEnded || states.count(CallState.INVOKED) == 0 || states.suspectsReady() > 0;
        return worthwhile ? fixed : 0;
    }

    /** Asks for as many calls as keep the invocations in flight full for a while. */
    void ask() {
        if (inputsEnded || verdict != null) {
            return;
        }
        long window = window();
        long room = window - states.count(CallState.READY) - asked;
        room = Math.min(room, (long) tuning.maxOutstandingCalls() - states.live() - asked);
        // In rounds of a quarter window at least, unless the stage is about to run dry.
        boolean dry = states.count(CallState.READY) + asked == 0;
        if (room >= 1 && (dry || room >= window / 4)) {
            asked += (int) room;
            turn.act(new SchedulerAction.NeedCalls(number, (int) room));
        }
    }

    private long window() {
        long fixed = policy.callsPerInvocation();
        // One round ahead of what is measured, so that an invocation can grow as soon as it may.
        long size = fixed > 0
                ? fixed
                : Math.min((long) sizer.size() * tuning.growthFactor(), tuning.maxCallsPerInvocation());
        long mean = states.meanBytes();
        size = Math.clamp(policy.maxPayloadBytes() / mean, 1, size);
        long calls = Saturated.multiply(size * tuning.windowInvocations(), flights.most());
        return Math.max(1, Math.min(calls, Math.min(tuning.maxReadyBytes() / mean, tuning.maxOutstandingCalls())));
    }

    String describe() {
        return "stage " + number + ": inputs " + (inputsEnded ? "ended" : "open") + ", asked for " + asked
                + ", size of invocation " + sizer.size() + ", "
                + states.describe(turn.nanos());
    }
}
