package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.StoreErrors;

/** What a throwable means for the call. */
final class Failures {

    private static final String BROKEN_INITIALISER = "Could not initialize class";

    private Failures() {}

    /** Of something that the user's function threw. */
    static AttemptOutcome.Failed ofFunction(Throwable thrown) {
        return switch (thrown) {
            case CallFailure ours -> ours.outcome();
            case StorageException store -> new AttemptOutcome.Failed(ofFunctionsStore(store), RemoteFailure.of(store));
            case OutOfMemoryError memory -> failed(ErrorCode.OUT_OF_MEMORY, memory);
            case NoClassDefFoundError missing when isMissing(missing) -> failed(ErrorCode.CLASS_MISSING, missing);
            case UndecodableException input -> failed(ofInput(input), input); // read by the function as it went
            default -> failed(FullDisk.isBehind(thrown) ? ErrorCode.DISK_FULL : ErrorCode.FUNCTION_THREW, thrown);
        };
    }

    private static AttemptOutcome.Failed failed(ErrorCode code, Throwable thrown) {
        RemoteFailure failure = UserStack.cut(RemoteFailure.of(thrown));
        String advice = WorkerOptionAdvice.on(thrown);
        if (advice.isEmpty()) {
            return new AttemptOutcome.Failed(code, failure);
        }
        String message = failure.message() == null ? advice.strip() : failure.message() + advice;
        return new AttemptOutcome.Failed(
                code, new RemoteFailure(failure.type(), message, failure.stack(), failure.cause()));
    }

    /** The same error says that a class is absent, and that its static initialiser failed before. */
    private static boolean isMissing(NoClassDefFoundError error) {
        String message = error.getMessage();
        return message == null || !message.startsWith(BROKEN_INITIALISER);
    }

    /** A condition that the function itself set is its own affair; the rest is as if Kinglet had asked. */
    private static ErrorCode ofFunctionsStore(StorageException e) {
        return e instanceof PreconditionFailedException ? ErrorCode.FUNCTION_THREW : StoreErrors.code(e);
    }

    static CallFailure store(String doing, StorageException e) {
        return new CallFailure(StoreErrors.code(e), doing + ": " + e.getMessage(), e);
    }

    private static ErrorCode ofInput(UndecodableException e) {
        return e.missingClass() == null ? ErrorCode.INPUT_NOT_DECODABLE : ErrorCode.CLASS_MISSING;
    }

    static CallFailure undecodable(String what, UndecodableException e) {
        return new CallFailure(ofInput(e), what + ": " + e.getMessage(), e);
    }
}
