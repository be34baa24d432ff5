package dev.kinglet.execute;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The logger of a call: INFO and above, a line each, to the call's log. */
final class CallLogger implements System.Logger {

    private final PrintStream out;

    CallLogger(PrintStream out) {
        this.out = out;
    }

    @Override
    public String getName() {
        return "dev.kinglet.call";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && level.getSeverity() >= Level.INFO.getSeverity();
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            synchronized (out) { // one line must not stand within another's stack
                out.println(level + " " + message);
                if (thrown != null) {
                    thrown.printStackTrace(out);
                }
            }
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        if (isLoggable(level)) {
            boolean plain = format == null || params == null || params.length == 0;
            log(level, bundle, plain ? format : MessageFormat.format(format, params), (Throwable) null);
        }
    }
}
