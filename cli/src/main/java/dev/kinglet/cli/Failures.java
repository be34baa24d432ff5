package dev.kinglet.cli;

import dev.kinglet.CallFailedException;
import dev.kinglet.storage.StorageException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Tells the user of a failure: what happened, without the driver's own frames, unless they are asked for. */
final class Failures {

    private Failures() {}

    /** Prints the failure and gives the exit status. */
    static int report(Throwable failure, boolean verbose, PrintStream err) {
        Throwable cause = unwrap(failure);
        if (verbose) {
            cause.printStackTrace(err);
        } else if (cause instanceof CallFailedException
                || cause instanceof WrongUseException
                || cause instanceof StorageException) {
            err.println(cause.getMessage());
        } else if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            err.println(cause.getMessage());
        } else {
            err.println(cause);
            err.println("(--verbose shows where)");
        }
        return cause instanceof WrongUseException || cause instanceof IllegalArgumentException
                ? Main.WRONG_USE
                : Main.FAILED;
    }

    /** What futures and reflection wrap around the failure is no news. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof InvocationTargetException;
        return wrapper && cause != null ? unwrap(cause) : failure;
    }
}
