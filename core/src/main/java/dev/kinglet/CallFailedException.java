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

    public CallFailedException(CallOutcome.Failed<?> failed) {
        super(message(failed));
        this.call = failed.call();
        this.code = failed.code();
        this.failure = failed.failure();
        this.attempts = failed.attempts();
    }

    private static String message(CallOutcome.Failed<?> failed) {
        String remote = failed.failure().stack().isEmpty()
                ? failed.failure().summary()
                : failed.failure().summary() + "\n--- remote stack ---\n"
                        + failed.failure().describe() + "\n--- end of remote stack ---";
        return "call " + failed.call() + " failed with " + failed.code() + " at attempt " + failed.attempts() + ": "
                + remote;
    }

    public CallId call() {
        return call;
    }

    public ErrorCode code() {
        return code;
    }

    public RemoteFailure failure() {
        return failure;
    }

    /** How many attempts were made. */
    public int attempts() {
        return attempts;
    }
}
