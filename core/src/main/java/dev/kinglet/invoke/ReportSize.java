package dev.kinglet.invoke;

import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** Bounds what a report takes in a response from above, without writing it: a worker must know before what fits. */
final class ReportSize {

    /** Brackets, commas, names of fields, and the longest five numbers. */
    private static final int FRAME_BYTES = 128;

    /** An escape, or three bytes of UTF-8, or half of a pair that takes four. */
    private static final int ESCAPED_BYTES = 6;

    private ReportSize() {}

    static long of(AttemptReport report) {
        return FRAME_BYTES + of(report.log()) + of(report.outcome());
    }

    private static long of(AttemptOutcome outcome) {
        // No switch over patterns, as in SignatureFeed.
        if (outcome instanceof AttemptOutcome.Inline inline) {
            return (inline.value().length + 2L) / 3 * 4;
        } else if (outcome instanceof AttemptOutcome.Staged staged) {
            return FRAME_BYTES + of(staged.key()) + of(staged.hash());
        }
        return FRAME_BYTES + of(((AttemptOutcome.Failed) outcome).failure());
    }

    private static long of(RemoteFailure failure) {
        long bytes = 0;
        for (RemoteFailure link = failure; link != null; link = link.cause()) {
            bytes += FRAME_BYTES + of(link.type()) + of(link.message());
            for (String frame : link.stack()) {
                bytes += of(frame) + 3;
            }
        }
        return bytes;
    }

    private static long of(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? 1 : ESCAPED_BYTES;
        }
        return bytes;
    }
}
