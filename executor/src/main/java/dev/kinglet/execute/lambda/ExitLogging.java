package dev.kinglet.execute.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Configures {@code java.util.logging} of a worker process as the JDK would, with {@link ExitWitness} in addition. Named by the system
 * property {@code java.util.logging.config.class}.
 */
public final class ExitLogging {

    private static final String CONFIGURATION = """
            handlers = java.util.logging.ConsoleHandler
            .level = INFO
            java.lang.Runtime.level = FINE
            java.lang.Runtime.handlers = dev.kinglet.execute.lambda.ExitWitness
            java.lang.Runtime.useParentHandlers = false
            """;

    /** Called by the log manager. */
    public ExitLogging() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(CONFIGURATION.getBytes(UTF_8)));
    }
}
