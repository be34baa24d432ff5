package dev.kinglet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A throwable of another process as data, readable without its class.
 *
 * @param type the throwable's class name, or null where there was no throwable (a killed process)
 * @param message what it said; for a failure without a throwable, the evidence
 * @param stack the frames, as {@link StackTraceElement#toString} prints them, innermost first, bounded
 * @param cause what it was caused by, or null
 */
public record RemoteFailure(
        @Nullable String type,
        @Nullable String message,
        List<String> stack,
        @Nullable RemoteFailure cause) {

    /** Frames kept of one throwable: enough for any real stack, and a bound for a recursion without end. */
    public static final int MAX_FRAMES = 200;

    /** Causes kept: beyond, the chain is a loop or noise. */
    public static final int MAX_CAUSES = 20;

    private static final int MAX_MESSAGE = 16_384;

    /** A failure that has evidence but no throwable. */
    public static RemoteFailure of(String evidence) {
        return new RemoteFailure(null, evidence, List.of(), null);
    }

    /** The throwable as data. Safe for cycles of causes, endless stacks, and throwables whose {@code getMessage} throws. */
    public static RemoteFailure of(Throwable throwable) {
        return of(throwable, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static RemoteFailure of(Throwable throwable, Set<Throwable> seen) {
        seen.add(throwable);
        Throwable cause = throwable.getCause();
        boolean follow = cause != null && seen.size() < MAX_CAUSES && !seen.contains(cause);
        return new RemoteFailure(
                throwable.getClass().getName(),
                message(throwable),
                frames(throwable),
                follow && cause != null ? of(cause, seen) : null);
    }

    private static @Nullable String message(Throwable throwable) {
        try {
            String message = throwable.getMessage();
            return message == null || message.length() <= MAX_MESSAGE
                    ? message
                    : message.substring(0, MAX_MESSAGE) + "…";
        } catch (RuntimeException | StackOverflowError e) {
            return "(its getMessage threw " + e.getClass().getName() + ")";
        }
    }

    private static List<String> frames(Throwable throwable) {
        StackTraceElement[] elements = throwable.getStackTrace();
        int kept = Math.min(elements.length, MAX_FRAMES);
        List<String> frames = new ArrayList<>(kept + 1);
        for (int i = 0; i < kept; i++) {
            frames.add(elements[i].toString());
        }
        if (elements.length > kept) {
            frames.add("… " + (elements.length - kept) + " more");
        }
        return frames;
    }

    /** Type and message in a line, as {@link Throwable#toString} has them. */
    public String summary() {
        if (type == null) {
            return String.valueOf(message);
        }
        return message == null ? type : type + ": " + message;
    }

    /** The whole chain as a stack trace is printed. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        String introduction = "";
        for (RemoteFailure failure = this; failure != null; failure = failure.cause) {
            text.append(introduction).append(failure.summary());
            for (String frame : failure.stack) {
                text.append("\n\tat ").append(frame);
            }
            introduction = "\nCaused by: ";
        }
        return text.toString();
    }
}
