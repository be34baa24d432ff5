package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.ErrorCode;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.ProtocolViolationException;
import java.time.Duration;

/** The results of invocations that ended without a response. */
final class Endings {

    private Endings() {}

    static InvocationResult cancelled(String why, Duration billed) {
        return new InvocationResult.Lost(ErrorCode.CANCELLED, why, billed);
    }

    static InvocationResult responseTooLarge(Duration billed) {
        return new InvocationResult.Lost(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "the response is longer than " + RuntimeApiConnection.MAX_PAYLOAD_BYTES + " bytes",
                billed);
    }

    /** The worker could not make a response: what it was given was no request of ours, or it is broken. */
    static InvocationResult refused(byte[] errorDocument, Duration billed) {
        String document = new String(errorDocument, UTF_8);
        return new InvocationResult.Lost(code(document), "the worker refused the invocation: " + document, billed);
    }

    private static ErrorCode code(String document) {
        if (document.contains("\"errorType\":\"" + ProtocolViolationException.class.getName())) {
            return ErrorCode.PROTOCOL_VIOLATED;
        }
        return document.contains("\"errorType\":\"java.lang.OutOfMemoryError")
                ? ErrorCode.OUT_OF_MEMORY
                : ErrorCode.INTERNAL;
    }
}
