package dev.kinglet.execute;

import dev.kinglet.closure.MissingClass;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/** What to set where a function fails for the want of an option of the worker's JVM. */
final class WorkerOptionAdvice {

    private static final String INCUBATOR = "jdk.incubator.";
    private static final int MAX_CAUSES = 20;

    private WorkerOptionAdvice() {}

    /** A sentence for the end of the message, or nothing where no option would help. */
    static String on(Throwable thrown) {
        int links = 0;
        for (Throwable cause = thrown; cause != null && links < MAX_CAUSES; cause = cause.getCause(), links++) {
            String option = option(cause);
            if (option != null) {
                return " (the worker's JVM lacks an option: set worker-options to " + option + ")";
            }
        }
        return "";
    }

    private static @Nullable String option(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof UnsupportedClassVersionError && message.contains("--enable-preview")) {
            return "--enable-preview";
        }
        if (thrown instanceof InaccessibleObjectException && message.contains("\"opens ")) {
            // "module java.base does not "opens java.lang" to unnamed module"
            return "--add-opens " + between(message, "module ", " ") + "/" + between(message, "\"opens ", "\"")
                    + "=ALL-UNNAMED";
        }
        if (thrown instanceof StackOverflowError) {
            return "-Xss and a size such as 16m, if the recursion is to be that deep";
        }
        String missing = MissingClass.find(thrown);
        if (missing != null && missing.startsWith(INCUBATOR)) {
            return "--add-modules " + INCUBATOR + between(missing, INCUBATOR, ".");
        }
        return null;
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        int end = text.indexOf(after, start);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
