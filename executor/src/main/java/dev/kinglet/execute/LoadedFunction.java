package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.Restored;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.execute.global.JobGlobals;
import org.jspecify.annotations.Nullable;

/**
 * A function ready to be applied.
 *
 * @param loader the class loader of the job
 * @param globals what its classes have to do with what is global
 */
record LoadedFunction(Restored restored, ClassLoader loader, JobGlobals globals) {

    /** Knows the classes of the function's job. */
    ValueCodec codec() {
        return restored.codec();
    }

    /** Whether {@link #forAttempt} takes no time. */
    boolean isShared() {
        return restored.isShared();
    }

    /**
     * The function with what it captures as it was at submission.
     *
     * @throws CallFailure if it cannot be made
     */
    @SuppressWarnings("unchecked") // what the driver captured as a function; its types are the user's affair
    RemoteFunction<@Nullable Object, @Nullable Object> forAttempt() {
        try {
            return (RemoteFunction<@Nullable Object, @Nullable Object>) restored.function();
        } catch (LinkageError | RuntimeException e) {
            throw notRestored(e);
        }
    }

    /** Why there is no function. */
    static CallFailure notRestored(Throwable thrown) {
        if (thrown instanceof UndecodableException e) {
            return Failures.undecodable("cannot restore the function", e);
        }
        // A static initialiser or a readObject of the user's.
        return new CallFailure(ErrorCode.FUNCTION_THREW, "cannot restore the function: " + thrown, thrown);
    }
}
