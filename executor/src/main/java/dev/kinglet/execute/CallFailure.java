package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** A step of a call failed for a reason of Kinglet's, not of the function's. It may pass through the function: it reads inputs lazily. */
final class CallFailure extends RuntimeException {

    private final ErrorCode code;

    CallFailure(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    AttemptOutcome.Failed outcome() {
        Throwable cause = getCause();
        RemoteFailure failure =
                cause == null ? RemoteFailure.of(String.valueOf(getMessage())) : RemoteFailure.of(cause);
        String message = cause == null ? getMessage() : getMessage() + WorkerOptionAdvice.on(cause);
        return new AttemptOutcome.Failed(
                code, new RemoteFailure(failure.type(), message, failure.stack(), failure.cause()));
    }
}
