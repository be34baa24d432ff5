package dev.kinglet.execute.lambda;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.execute.Worker;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the call that ends its process by {@code System.exit}. A process that ends by a signal says nothing: the platform sees the
 * signal, and another attempt may help.
 */
final class ExitGuard {

    /** What the JDK has signals that end a process call exit from. */
    private static final String SIGNAL_HANDLER = "java.lang.Terminator";

    private ExitGuard() {}

    static void install(Worker worker, LastWords lastWords) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("kinglet-exit").unstarted(() -> {
                    byte[] answer = worker.answerExit(ExitGuard::failure);
                    if (answer != null) {
                        lastWords.send(answer);
                    }
                }));
    }

    private static AttemptOutcome.@Nullable Failed failure(Thread calls) {
        RemoteFailure seen = ExitWitness.seen();
        if (seen != null && seen.stack().stream().anyMatch(frame -> frame.contains(SIGNAL_HANDLER))) {
            return null;
        }
        if (seen != null) {
            return failed("the function ended its process: " + seen.message(), seen.stack());
        }
        StackTraceElement[] stack = calls.getStackTrace();
        boolean exiting = Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
        return exiting
                ? failed("the function ended its process by System.exit, its status is not known", frames(stack))
                : null;
    }

    private static List<String> frames(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .limit(RemoteFailure.MAX_FRAMES)
                .map(StackTraceElement::toString)
                .toList();
    }

    private static AttemptOutcome.Failed failed(String message, List<String> stack) {
        return new AttemptOutcome.Failed(ErrorCode.EXITED, new RemoteFailure(null, message, stack, null));
    }
}
