package dev.kinglet.schedule;

import dev.kinglet.ErrorCode;
import dev.kinglet.policy.BatchSize;
import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Retry.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** One stage under way: what has become of its calls, and what becomes of them when something happens. */
final class ScheduledStage<D> {

    final long number;
    final StagePolicy policy;
    final CallStates states;
    final OutgoingCalls<D> outgoing;
    final SpeculativeCalls<D> speculative;
    BatchSize size;

    // Kept by the scheduler, which alone knows all stages.
    boolean touched;
    boolean queued;
    boolean over;

    @Nullable
    Alarm deadlineAlarm;

    @Nullable
    Alarm backOffAlarm;

    @Nullable
    Alarm speculationAlarm;

    private final SchedulerTuning tuning;
    private final Turn<D> turn;
    private final InvocationsInFlight<D> flights;
    private final DoubleSupplier jitter;
    private final Demand demand;
    private final BackOffQueue backingOff = new BackOffQueue();
    private final Set<Integer> cancelledAhead = new HashSet<>();
    private final WorkerMemory memory;
    private boolean inputsEnded;
    private int throttledRounds;
    private long lastOfThrottledRound = -1;
    private @Nullable ErrorCode verdict;

    ScheduledStage(
            SchedulerEvent.StageSubmitted<D> event,
            SchedulerTuning tuning,
            Turn<D> turn,
            InvocationsInFlight<D> flights,
            DoubleSupplier jitter,
            CallLifecycle lifecycle) {
        this.number = event.stage();
        this.policy = event.policy();
        this.tuning = tuning;
        this.turn = turn;
        this.flights = flights;
        this.jitter = jitter;
        this.states = new CallStates(lifecycle, turn);
        this.size = BatchSize.first(tuning.batchBounds());
        this.speculative = new SpeculativeCalls<>(this, flights, turn);
        this.memory = new WorkerMemory(policy.memoryMegabytes());
        this.outgoing = new OutgoingCalls<>(policy, states, speculative, flights);
        this.demand = new Demand(policy, tuning, states, flights.most());
    }

    void announced(int[] sizes) {
        demand.met(sizes.length);
        for (int bytes : sizes) {
            int call = states.add(bytes);
            if (!cancelledAhead.isEmpty() && cancelledAhead.remove(call)) {
                end(call, CallStep.CANCELLED, ErrorCode.CANCELLED, null);
            }
        }
    }

    void inputsEnded() {
        inputsEnded = true;
        demand.end();
    }

    boolean haveInputsEnded() {
        return inputsEnded;
    }

    void unready(int call, ErrorCode code) {
        if (states.live(call)) {
            end(call, code == ErrorCode.CANCELLED ? CallStep.CANCELLED : CallStep.UNREADY, code, null);
        }
    }

    void cancelled(int call) {
        if (states.live(call)) {
            end(call, CallStep.CANCELLED, ErrorCode.CANCELLED, null);
        } else if (call >= states.announced() && !inputsEnded) {
            cancelledAhead.add(call);
        }
    }

    /** An attempt was answered. Only attempts under way can fail a call; any attempt can succeed it. */
    void ended(InvocationInFlight<D> flight, SchedulerEvent.AttemptEnded<D> end) {
        int call = end.call();
        speculative.ran(end.runNanos());
        if (states.underWay(call, end.attempt(), flight.invocation)) {
            if (end.code() == null) {
                end(call, CallStep.SUCCEEDED, null, end.end());
            } else {
                failed(call, flight, end.code(), true, end.end());
            }
        } else if (end.code() == null && states.live(call) && flight.carried(call, end.attempt())) {
            end(call, CallStep.SUCCEEDED, null, end.end());
        }
    }

    /** The output of an attempt lies in the store. Its own invocation goes on: its answer tells what it took. */
    void committed(int call, int attempt, D end) {
        if (states.live(call) && attempt >= 0 && attempt < states.sends(call)) {
            long invocation = states.invocation(call, attempt);
            end(call, CallStep.SUCCEEDED, null, end, invocation);
        }
    }

    /**
     * The invocation ended, and the calls still in it were not begun. That is counted against them where no other call was begun either: a
     * worker that ends some of its calls and retires cannot go round for ever.
     *
     * @param reported how many of its calls were begun
     * @return whether there were such calls
     */
    boolean givenBack(InvocationInFlight<D> flight, int reported) {
        boolean any = false;
        for (int call : flight.calls) {
            if (states.in(call, flight.invocation)) {
                any = true;
                boolean tooOften = reported == 0 && states.resend(call) > tuning.maxResends();
                if (states.survives(call, flight.invocation)) {
                    continue;
                }
                if (tooOften) {
                    end(call, CallStep.FAILED, ErrorCode.PROTOCOL_VIOLATED, null);
                } else {
                    goAgain(call, CallStep.GIVEN_BACK);
                }
            }
        }
        return any;
    }

    /** The platform did not take the invocation. The calls still in it wait for the pacing. */
    void throttled(InvocationInFlight<D> flight) {
        for (int call : flight.calls) {
            if (states.in(call, flight.invocation) && !states.survives(call, flight.invocation)) {
                goAgain(call, CallStep.GIVEN_BACK);
            }
        }
        // While others run, the platform is full, not shut: each of them ends, and calls may be long.
        if (flight.invocation > lastOfThrottledRound && states.count(CallState.INVOKED) == 0) {
            lastOfThrottledRound = flights.latest();
            throttledRounds++;
        }
        if (throttledRounds >= tuning.maxThrottledRounds()) {
            condemn(ErrorCode.INVOCATION_THROTTLED);
        }
    }

    /** The platform took an invocation of this stage. */
    void accepted() {
        throttledRounds = 0;
    }

    /**
     * The invocation ended without an answer.
     *
     * @param ends of its attempts, or null where nobody has told
     */
    void lost(InvocationInFlight<D> flight, ErrorCode code, @Nullable List<D> ends) {
        boolean alone = flight.calls.length == 1;
        for (int i = 0; i < flight.calls.length; i++) {
            if (states.in(flight.calls[i], flight.invocation)) {
                failed(flight.calls[i], flight, code, alone, ends == null ? null : ends.get(i));
            }
        }
    }

    private void failed(int call, InvocationInFlight<D> flight, ErrorCode code, boolean answered, @Nullable D end) {
        int failures = states.charged(call) + 1;
        Retry.Failure failure = new Retry.Failure(code, answered, failures, states.resends(call) + 1, memory.of(call));
        Decision decision = policy.retry().decide(failure, jitter.getAsDouble());
        if (decision instanceof Decision.Apart) {
            states.resend(call);
            states.suspect(call);
        }
        if (states.survives(call, flight.invocation)) {
            if (!(decision instanceof Decision.Apart)) {
                states.charge(call);
            }
            return; // it fails only with the last of its attempts
        }
        switch (decision) {
            case Decision.Apart apart -> goAgain(call, CallStep.ISOLATED);
            case Decision.Again(long waitNanos, int memoryMegabytes)
            when failures < CallStates.MAX_ATTEMPTS -> {
                states.charge(call);
                if (memory.change(call, memoryMegabytes)) {
                    states.suspect(call); // it travels alone, as those do that others were lost with
                }
                states.step(call, CallStep.RETRIED);
                backingOff.add(call, turn.after(waitNanos));
            }
            default -> end(call, code == ErrorCode.CANCELLED ? CallStep.CANCELLED : CallStep.FAILED, code, end);
        }
    }

    /** What the worker of these calls is to have. A call that is to have an amount of its own travels alone. */
    int memory(int[] calls) {
        return memory.of(calls[0]);
    }

    private void goAgain(int call, CallStep step) {
        states.step(call, step);
        outgoing.goAgain(call);
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

    private void end(int call, CallStep step, @Nullable ErrorCode code, @Nullable D end) {
        end(call, step, code, end, -1);
    }

    /** @param answering the invocation that has told so itself, without having ended; or -1 */
    private void end(int call, CallStep step, @Nullable ErrorCode code, @Nullable D end, long answering) {
        int attempts = Math.max(states.attempts(call), step == CallStep.SUCCEEDED ? 1 : 0);
        boolean invoked = states.is(CallState.INVOKED, call);
        long invocation = states.invocation(call);
        AttemptsUnderWay several = states.several(call);
        if (states.step(call, step) == CallState.FAILED && policy.failFast()) {
            condemn(ErrorCode.CANCELLED);
        }
        memory.end(call);
        turn.act(new SchedulerAction.CallEnded<>(number, call, attempts, code, end));
        if (several != null) {
            several.forEachInvocation(each -> release(each, answering));
        } else if (invoked) {
            release(invocation, answering);
        }
    }

    private void release(long invocation, long answering) {
        if (invocation == answering) {
            flights.succeeded(invocation);
        } else {
            flights.release(invocation);
        }
    }

    /** All that has not ended is to end so, once the event at hand is told to the end. */
    void condemn(ErrorCode code) {
        if (verdict == null) {
            verdict = code;
        }
    }

    /** Why the stage cannot go on; null while it can. */
    @Nullable
    ErrorCode verdict() {
        return verdict;
    }

    /** Executes the verdict. */
    void abort(ErrorCode reason) {
        CallStep step = reason == ErrorCode.CANCELLED ? CallStep.CANCELLED : CallStep.ABORTED;
        states.forEachLive(call -> end(call, step, reason, null));
    }

    boolean ended() {
        return states.live() == 0 && (inputsEnded || verdict != null);
    }

    /** How many calls its next invocation should carry, at most; 0 if it has none to send now. */
    int nextSize() {
        return over ? 0 : outgoing.size(size.calls(), inputsEnded);
    }

    void ask() {
        if (!inputsEnded && verdict == null) {
            int wanted = demand.ask(size.calls());
            if (wanted > 0) {
                turn.act(new SchedulerAction.NeedCalls<>(number, wanted));
            }
        }
    }

    String describe() {
        return "stage " + number + ": inputs " + (inputsEnded ? "ended" : "open") + ", asked for " + demand.asked()
                + ", size of invocation " + size.calls() + ", "
                + states.describe(turn.nanos());
    }
}
