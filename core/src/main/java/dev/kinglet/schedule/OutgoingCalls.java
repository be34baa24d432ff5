package dev.kinglet.schedule;

/** The calls of a stage that are to be sent: those that are ready, and behind them other attempts at those under way. */
final class OutgoingCalls<D> {

    private final StagePolicy policy;
    private final CallStates states;
    private final ReadyCalls ready;
    private final SpeculativeCalls<D> speculative;
    private final InvocationsInFlight<D> flights;

    OutgoingCalls(
            StagePolicy policy, CallStates states, SpeculativeCalls<D> speculative, InvocationsInFlight<D> flights) {
        this.policy = policy;
        this.states = states;
        this.ready = new ReadyCalls(states);
        this.speculative = speculative;
        this.flights = flights;
    }

    /** A call that was sent before is ready again. */
    void goAgain(int call) {
        ready.add(call);
    }

    /**
     * How many calls the next invocation should carry, at most; 0 if there is none to send now.
     *
     * @param measured how many suit, by what others took
     * @param complete whether no further calls follow
     */
    int size(int measured, boolean complete) {
        int together = states.count(CallState.READY) - states.suspectsReady();
        if (together + states.suspectsReady() == 0) {
            return speculative.any() ? 1 : 0;
        }
        int fixed = policy.callsPerInvocation();
        if (fixed == 0) {
            return Math.min(measured, flights.share(together));
        }
        // A partial invocation only when there is nothing to wait for: a planner may itself wait for the calls that it
        // announced.
        boolean worthwhile =
                together >= fixed || complete || states.count(CallState.INVOKED) == 0 || states.suspectsReady() > 0;
        return worthwhile ? fixed : 0;
    }

    /** The calls of the next invocation, of which there are some. */
    int[] take(int most) {
        return states.count(CallState.READY) > 0
                ? ready.take(most, policy.maxPayloadBytes())
                : new int[] {speculative.take()};
    }
}
