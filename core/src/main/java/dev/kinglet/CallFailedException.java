package dev.kinglet;

/**
 * A call failed for good. The message names job, stage, call and attempts and holds the remote stack; {@link #failure()} has the same as
 * data.
 */
public final class CallFailedException extends RuntimeException {

    private final CallId call;
    private final ErrorCode code;
    private final RemoteFailure failure;
    private final int attempts;

    /** The same as an exception. */
    public CallFailedException(CallOutcome.Failed<?> failed) {
        super(message(failed));
        this.call = failed.call();
        this.code = failed.code();
        this.failure = failed.failure();
        this.attempts = failed.attempts();
    }

    private static String message(CallOutcome.Failed<?> failed) {
        // Without an attempt nothing ran anywhere else: what failed is the driver, or the user's inputs in it.
        String stack = failed.attempts() == 0 ? "stack in the driver" : "remote stack";
        String said = failed.failure().stack().isEmpty()
                ? failed.failure().summary()
                : failed.failure().summary() + "\n--- " + stack + " ---\n"
                        + failed.failure().describe() + "\n--- end of " + stack + " ---";
        return "call " + failed.call() + " failed with " + failed.code()
                + (failed.attempts() == 0 ? " before its first attempt: " : " at attempt " + failed.attempts() + ": ")
                + said;
    }

    /** The call that failed. */
    public CallId call() {
        return call;
    }

    /** Why, who has to act, and whether another attempt could have helped. */
    public ErrorCode code() {
        return code;
    }

    /** What was thrown in the other process, or the evidence where nothing was. */
    public RemoteFailure failure() {
        return failure;
    }

    /** How many attempts were made. */
    public int attempts() {
        return attempts;
    }
}
