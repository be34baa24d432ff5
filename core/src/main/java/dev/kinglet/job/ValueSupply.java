package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.closure.NotTransportableException;
import dev.kinglet.stage.InputStager;
import dev.kinglet.stage.StagedCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls for the elements of an iterator: each is encoded here and travels with its call, or through the store. */
final class ValueSupply implements CallSupply {

    /** Encoded inputs held at once; a portion ends when they are more, so that large inputs do not fill the driver. */
    private static final int PORTION_BYTES = 16 << 20;

    /** A portion ends after this time, so that calls go out while a slow source is still being read. */
    private static final long PORTION_NANOS = 5_000_000;

    private final Iterator<?> values;
    private final InputEncoder encoder;
    private final InputStager stager;
    private final Runnable onClose;
    private final Runnable onStaged;
    private @Nullable RuntimeException broken;
    private @Nullable Object value;

    /** Encoded, but not yet given. */
    private @Nullable Portion kept;

    /**
     * Calls to be.
     *
     * @param inputs those that could be encoded
     * @param calls in order; null for one that has the next of the inputs
     */
    private record Portion(List<byte[]> inputs, List<CallSupply.@Nullable Supplied> calls) {}

    ValueSupply(Iterator<?> values, InputEncoder encoder, InputStager stager, Runnable onStaged, Runnable onClose) {
        this.values = values;
        this.encoder = encoder;
        this.stager = stager;
        this.onStaged = onStaged;
        this.onClose = onClose;
    }

    @Override
    public List<Supplied> next(int wanted) {
        Portion portion = kept == null ? encode(wanted) : kept;
        kept = null;
        return supply(portion);
    }

    @Override
    public @Nullable List<Supplied> nextWithoutStore(int wanted) {
        Portion portion = encode(wanted);
        if (encoder.hasNewCode() || portion.inputs().stream().anyMatch(stager::wouldStage)) {
            kept = portion;
            return null;
        }
        return supply(portion);
    }

    private Portion encode(int wanted) {
        List<byte[]> encoded = new ArrayList<>();
        List<CallSupply.@Nullable Supplied> supplied = new ArrayList<>();
        long bytes = 0;
        long begin = System.nanoTime();
        while (supplied.size() < wanted
                && bytes < PORTION_BYTES
                && System.nanoTime() - begin < PORTION_NANOS
                && more(supplied)) {
            try {
                byte[] input = encoder.encode(value);
                encoded.add(input);
                bytes += input.length;
                supplied.add(null);
            } catch (NotTransportableException e) {
                supplied.add(new Supplied.Unready(
                        ErrorCode.INPUT_NOT_SERIALIZABLE, RemoteFailure.of(String.valueOf(e.getMessage()))));
            }
        }
        return new Portion(encoded, supplied);
    }

    private List<Supplied> supply(Portion portion) {
        encoder.shipNewCode();
        Iterator<StagedCall> staged = stager.stage(portion.inputs()).iterator();
        if (stager.staged()) {
            onStaged.run();
        }
        List<Supplied> complete = new ArrayList<>(portion.calls().size());
        for (Supplied one : portion.calls()) {
            complete.add(one == null ? new Supplied.Ready(staged.next()) : one);
        }
        return complete;
    }

    /** Reads the next value, if there is one. If the iterator breaks, what it gave before is still supplied first. */
    private boolean more(List<?> supplied) {
        if (broken != null && supplied.isEmpty()) {
            throw broken;
        }
        try {
            if (broken != null || !values.hasNext()) {
                return false;
            }
            value = values.next();
            return true;
        } catch (RuntimeException e) {
            if (supplied.isEmpty()) {
                throw e;
            }
            broken = e;
            return false;
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
