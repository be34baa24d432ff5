package dev.kinglet.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.execute.global.GlobalState;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.ProtocolViolationException;
import dev.kinglet.source.InputMeter;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs invocations, one at a time: verifies the request, loads the function, decodes inputs, applies the function, and answers with
 * values and failures. Knows no platform: bytes come in and bytes go out. Confined to one thread but for {@link #answerExit}.
 */
public final class Worker implements AutoCloseable {

    /** How long before the platform's deadline the worker answers for itself: a tenth of the time, but no more than this. */
    private static final long MAX_MARGIN_MILLIS = 500;

    private final WorkerSettings settings;
    private final WorkerHost host;
    private final InvocationCodec codec;
    private final WorkerTools tools;
    private volatile @Nullable Handling current;
    private boolean first = true;
    private boolean spent;

    /** An invocation, and what was counted when it began. */
    private record Handling(InvocationRun run, StoreUse before, long inputBytes, boolean first, long receivedMillis) {}

    /**
     * Makes a worker.
     *
     * @param log where prints of calls are expected
     */
    public Worker(WorkerSettings settings, WorkerHost host, CallLog log) {
        this.settings = settings;
        this.host = host;
        codec = new InvocationCodec(settings.key());
        Watchdog watchdog = new Watchdog("kinglet-watchdog-" + settings.id(), this::expire);
        GlobalState state = host.isProcess() ? GlobalState.ofProcess() : GlobalState.shared();
        StoreConnections connections = new StoreConnections(settings.environment());
        tools = new WorkerTools(
                host,
                state,
                new FunctionCache(settings.cacheFolder(), state),
                connections,
                new Stores(connections, RetryPolicy.DEFAULT),
                watchdog,
                log,
                new CallLogger(new PrintStream(log, true, UTF_8)),
                new HeapGauge(),
                settings.memoryMegabytes(),
                settings.key());
        watchdog.start();
    }

    /**
     * Handles one invocation.
     *
     * @param payload the encoded request
     * @param deadlineMillis when the platform stops the worker, in epoch milliseconds
     * @return the encoded response
     * @throws ProtocolViolationException if the request is none, of another version, or not signed with the key
     * @throws InvocationAbandonedException if another thread has answered in the meantime
     */
    public byte[] handle(byte[] payload, long deadlineMillis) {
        long received = System.currentTimeMillis();
        long now = System.nanoTime();
        InvocationRequest request = codec.decodeRequest(payload);
        long left = Math.max(0, deadlineMillis - received);
        long allowed = left - Math.min(MAX_MARGIN_MILLIS, left / 10);
        InvocationRun run = new InvocationRun(request, tools, now + TimeUnit.MILLISECONDS.toNanos(allowed));
        Handling handling = new Handling(run, tools.stores().use(), InputMeter.total(), first, received);
        first = false;
        current = handling;
        tools.stores().renewPatience();
        try {
            run.execute();
        } finally {
            current = null;
        }
        spent |= run.isLast();
        List<AttemptReport> reports = run.finish();
        if (reports == null) {
            throw new InvocationAbandonedException();
        }
        tools.heap().sample();
        return response(handling, reports);
    }

    private byte[] response(Handling handling, List<AttemptReport> reports) {
        return codec.encode(new InvocationResponse(
                settings.id(),
                handling.first(),
                reports,
                handling.run().clock.sums(),
                tools.heap().peakMegabytes(),
                tools.stores().use().minus(handling.before()),
                InputMeter.total() - handling.inputBytes(),
                handling.receivedMillis()));
    }

    /** Whether this worker should be replaced: its memory ran out, or a call has left in it what cannot be put back. It has answered. */
    public boolean spent() {
        return spent;
    }

    private void expire() {
        Handling handling = current;
        List<AttemptReport> reports = handling == null ? null : handling.run().expire();
        if (handling != null && reports != null) {
            host.giveUp(response(handling, reports));
        }
    }

    /**
     * The answer for the invocation that runs as its process ends, or null where none runs or another thread has answered. For shutdown
     * hooks.
     *
     * @param how makes the failure of the call that runs, given its thread, or null if there is nothing to be said
     */
    public byte @Nullable [] answerExit(Function<Thread, AttemptOutcome.@Nullable Failed> how) {
        Handling handling = current;
        List<AttemptReport> reports = handling == null ? null : handling.run().exit(how);
        return handling == null || reports == null ? null : response(handling, reports);
    }

    /** Stops the watchdog, closes stores and class loaders. */
    @Override
    public void close() {
        tools.watchdog().close();
        tools.functions().close();
        tools.connections().close();
    }
}
