package dev.kinglet.execute.lambda;

import dev.kinglet.RemoteFailure;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sees {@code System.exit}: since Java 21 the JDK logs it, with the status and the stack of the caller, before shutdown hooks run, and
 * nothing else tells a hook why it runs. {@link ExitLogging} puts this in place when the JDK asks for its logger, and not before.
 */
public final class ExitWitness extends Handler {

    private static volatile @Nullable RemoteFailure seen;

    /** {@code Runtime.exit(3)} and the stack of the caller, or null if nobody has called it. */
    static @Nullable RemoteFailure seen() {
        return seen;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getThrown() != null) {
            seen = RemoteFailure.of(record.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
