package dev.kinglet.execute;

import dev.kinglet.RemoteFailure;
import dev.kinglet.closure.WorkerCode;
import java.util.List;

/**
 * Stacks as the user knows them: without the frames by which Kinglet and the JDK reached the user's function. Where Kinglet itself failed
 * there is no frame of the user's; then all down to the call stays, for it is all that there is to go by.
 */
final class UserStack {

    /** How the frame begins that applies the function. */
    private static final String CALLER = InvocationRun.class.getName() + '.';

    private UserStack() {}

    /** The failure with the stacks of all its causes cut. */
    static RemoteFailure cut(RemoteFailure failure) {
        RemoteFailure cause = failure.cause();
        return new RemoteFailure(
                failure.type(), failure.message(), cut(failure.stack()), cause == null ? null : cut(cause));
    }

    /** The frames, innermost first, down to the outermost of the user's. */
    static List<String> cut(List<String> frames) {
        int call = 0;
        while (call < frames.size() && !frames.get(call).startsWith(CALLER)) {
            call++;
        }
        int kept = call;
        while (kept > 0 && isWorkers(frames.get(kept - 1))) {
            kept--;
        }
        int end = kept > 0 ? kept : call;
        return end > 0 ? frames.subList(0, end) : frames;
    }

    /** Whether a frame, as {@link StackTraceElement#toString} writes it, is of a class that every worker has. */
    private static boolean isWorkers(String frame) {
        int method = frame.indexOf('(');
        if (method < 0) {
            return false; // the note that frames were left out: above it the user's recursion goes on
        }
        String name = frame.substring(frame.lastIndexOf('/', method) + 1, method);
        // Classes that were shipped are named with their loader, also those in a package of Kinglet's or the JDK's.
        boolean shipped = frame.lastIndexOf("//", method) >= 0;
        return !shipped && (WorkerCode.isKinglets(name) || WorkerCode.isTheJdks(name));
    }
}
