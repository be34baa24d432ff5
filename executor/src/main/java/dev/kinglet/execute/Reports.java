package dev.kinglet.execute;

import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.InvocationCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation has to report, and which call runs. Guarded by itself: beside the thread of the calls, the watchdog and the
 * shutdown hook look at it, and one of the three closes it; who comes later has nothing to say any more.
 */
final class Reports {

    /** The longest response that Lambda takes, less room for all that is not a report. */
    static final long MAX_BYTES = 6 * 1024 * 1024 - 8192;

    /** What any report can be cut down to: a trimmed failure and a log of escapes. */
    static final long LEAST_ROOM = 64 * 1024;

    /** What one failure may take: all that a person reads of it. */
    private static final long MAX_FAILURE_BYTES = 256 * 1024;

    /** The call that runs, and since when. */
    record Running(CallAttempt call, long sinceNanos, long startNanos) {}

    private final List<AttemptReport> ended = new ArrayList<>();
    private long room = MAX_BYTES;
    private boolean closed;
    private @Nullable Running running;

    /** A call begins; null where nothing runs, and nothing will. */
    synchronized void begin(CallAttempt call, long nowNanos, long startNanos) {
        running = new Running(call, nowNanos, startNanos);
    }

    /** Whether another call can begin: its report will fit. */
    synchronized boolean takesMore() {
        return !closed && (ended.isEmpty() || room >= LEAST_ROOM);
    }

    /** The longest value that still fits inline. */
    synchronized long inlineRoom() {
        return (room - LEAST_ROOM) / 4 * 3;
    }

    synchronized void end(AttemptReport report) {
        running = null;
        if (!closed) {
            add(report);
        }
    }

    private void add(AttemptReport report) {
        AttemptReport trimmed = FailureTrimmer.trim(report, Math.min(MAX_FAILURE_BYTES, room / 2));
        ended.add(trimmed);
        room -= InvocationCodec.encodedBytes(trimmed);
    }

    /**
     * Ends the collection.
     *
     * @param ofRunning makes the failure of the call that runs, if one does; null if this is not to be closed after all
     * @return what is to be answered, or null if somebody else has closed this before
     */
    synchronized @Nullable List<AttemptReport> close(
            Function<Running, AttemptOutcome.@Nullable Failed> ofRunning, String log) {
        if (closed) {
            return null;
        }
        Running call = running;
        if (call != null) {
            AttemptOutcome.Failed failed = ofRunning.apply(call);
            if (failed == null) {
                return null;
            }
            add(new AttemptReport(
                    call.call().call(),
                    call.call().attempt(),
                    failed,
                    call.startNanos(),
                    System.nanoTime() - call.sinceNanos(),
                    log));
        }
        closed = true;
        return ended;
    }
}
