package dev.kinglet.cli;

import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a program threw as {@code java} does, with stack and causes, but for the frames that are not the program's: those of this command
 * below its main method, and those of Kinglet above it. The remote stack of a failed call is in its message.
 */
final class ProgramFailure {

    private static final String OURS = "dev.kinglet.";
    private static final List<String> REFLECTION = List.of("jdk.internal.reflect.", "java.lang.reflect.");

    private final StackTraceElement[] below;
    private final boolean verbose;

    /**
     * Of a program that this thread called.
     *
     * @param caught in the frames that are below the program's
     * @param verbose whether all frames are shown
     */
    ProgramFailure(Throwable caught, boolean verbose) {
        this.below = caught.getStackTrace();
        this.verbose = verbose;
    }

    /** Hands it to the handler that the program has set, or prints it. */
    void show(Throwable thrown, PrintStream err) {
        if (!verbose) {
            shorten(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        Thread thread = Thread.currentThread();
        UncaughtExceptionHandler own = thread.getUncaughtExceptionHandler();
        UncaughtExceptionHandler handler =
                own == null || own.equals(thread.getThreadGroup()) ? Thread.getDefaultUncaughtExceptionHandler() : own;
        if (handler != null) {
            handler.uncaughtException(thread, thrown);
        } else {
            err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace(err);
        }
    }

    private void shorten(@Nullable Throwable thrown, Set<Throwable> met) {
        if (thrown == null || !met.add(thrown)) {
            return;
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        int end = frames.length;
        for (int i = below.length - 1; i >= 0 && end > 0 && frames[end - 1].equals(below[i]); i--) {
            end--;
        }
        List<StackTraceElement> shown = new ArrayList<>();
        boolean reflected = end < frames.length;
        for (int i = end - 1; i >= 0; i--) {
            String name = frames[i].getClassName();
            reflected = reflected && REFLECTION.stream().anyMatch(name::startsWith);
            // The program's own may be of such a package, too: examples are.
            boolean ours = name.startsWith(OURS) && !"job".equals(frames[i].getClassLoaderName());
            if (!reflected && !ours) {
                shown.addFirst(frames[i]);
            }
        }
        thrown.setStackTrace(shown.toArray(StackTraceElement[]::new));
        shorten(thrown.getCause(), met);
        Arrays.stream(thrown.getSuppressed()).forEach(each -> shorten(each, met));
    }
}
