package dev.kinglet.policy;

import dev.kinglet.ErrorCode;

/** Whether a call whose attempt has failed is tried again, when, and with how much memory. A pure function. */
public interface Retry {

    /**
     * Decides about a call of which no attempt is under way any more.
     *
     * @param jitter of the wait, from 0 to below 1, drawn anew each time
     */
    Decision decide(Failure failure, double jitter);

    /**
     * An attempt that failed, and what its call has behind it.
     *
     * @param cause why it failed
     * @param answered whether this was said of the attempt itself: it was answered, or lost with no other call in its invocation
     * @param failures how many attempts at the call have failed, with this one
     * @param resends how often the call would have gone again without a charge, with this time
     * @param memoryMegabytes what its worker had
     */
    record Failure(ErrorCode cause, boolean answered, int failures, int resends, int memoryMegabytes) {}

    /** What is to become of the call. */
    sealed interface Decision {

        /**
         * Try it again.
         *
         * @param waitNanos from now
         * @param memoryMegabytes that its worker is to have; where it is another than the stage's, the call travels alone
         */
        record Again(long waitNanos, int memoryMegabytes) implements Decision {}

        /** Send it again, alone and without a charge: its invocation was lost with others in it, and nobody knows by which. */
        record Apart() implements Decision {}

        /** It has failed. */
        record GiveUp() implements Decision {}
    }

    /**
     * So many attempts, where the cause is one that another attempt may cure, after a wait that grows.
     *
     * @param attempts how many attempts a call has, the first included
     * @param functionFailures whether {@code FUNCTION_THREW} is worth another attempt
     * @param maxResends how often a call goes again without a charge
     * @param backOff how long to wait
     */
    record Counted(int attempts, boolean functionFailures, int maxResends, BackOff backOff) implements Retry {

        @Override
        public Decision decide(Failure failure, double jitter) {
            ErrorCode cause = failure.cause();
            if (!failure.answered() && !isOfTheInvocation(cause)) {
                return failure.resends() <= maxResends ? new Decision.Apart() : new Decision.GiveUp();
            }
            boolean helps = cause == ErrorCode.FUNCTION_THREW ? functionFailures : cause.retryable();
            return helps && failure.failures() < attempts
                    ? new Decision.Again(backOff.nanos(failure.failures(), jitter), failure.memoryMegabytes())
                    : new Decision.GiveUp();
        }

        /** No call of it would fare better alone. */
        private static boolean isOfTheInvocation(ErrorCode cause) {
            return switch (cause) {
                case CANCELLED, INVOCATION_REFUSED, WORKER_NOT_STARTED, INVOCATION_THROTTLED -> true;
                default -> false;
            };
        }
    }
}
