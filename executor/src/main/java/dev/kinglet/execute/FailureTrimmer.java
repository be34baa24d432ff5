package dev.kinglet.execute;

import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.InvocationCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failure small enough to travel: first the frames of the stack go, then the causes, then all but the beginning of the message.
 * A batch in which every call throws would otherwise not fit a response.
 */
final class FailureTrimmer {

    private static final int FEWER_FRAMES = 20;
    private static final int SHORT_MESSAGE = 400;

    private FailureTrimmer() {}

    /** The report with as much of its failure as takes at most {@code maxBytes} encoded, or nearly. */
    static AttemptReport trim(AttemptReport report, long maxBytes) {
        if (!(report.outcome() instanceof AttemptOutcome.Failed failed) || fits(report, maxBytes)) {
            return report;
        }
        RemoteFailure failure = failed.failure();
        AttemptReport fewer = with(report, failed, cut(failure, FEWER_FRAMES));
        if (fits(fewer, maxBytes)) {
            return fewer;
        }
        RemoteFailure last = new RemoteFailure(
                failure.type(), shorten(failure.message()), List.of("… the stack did not fit the response"), null);
        return with(report, failed, last);
    }

    private static boolean fits(AttemptReport report, long maxBytes) {
        return InvocationCodec.encodedBytes(report) <= maxBytes;
    }

    private static AttemptReport with(AttemptReport report, AttemptOutcome.Failed failed, RemoteFailure failure) {
        return new AttemptReport(
                report.call(),
                report.attempt(),
                new AttemptOutcome.Failed(failed.code(), failure),
                report.startNanos(),
                report.runNanos(),
                report.log(),
                report.flops());
    }

    private static RemoteFailure cut(RemoteFailure failure, int frames) {
        List<String> stack = failure.stack();
        RemoteFailure cause = failure.cause();
        return new RemoteFailure(
                failure.type(),
                failure.message(),
                stack.subList(0, Math.min(frames, stack.size())),
                cause == null ? null : cut(cause, frames));
    }

    private static @Nullable String shorten(@Nullable String message) {
        return message == null || message.length() <= SHORT_MESSAGE
                ? message
                : message.substring(0, SHORT_MESSAGE) + "…";
    }
}
