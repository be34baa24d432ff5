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

    private final Iterator<?> values;
    private final InputEncoder encoder;
    private final InputStager stager;
    private final Runnable onClose;
    private final Runnable onStaged;

    ValueSupply(Iterator<?> values, InputEncoder encoder, InputStager stager, Runnable onStaged, Runnable onClose) {
        this.values = values;
        this.encoder = encoder;
        this.stager = stager;
        this.onStaged = onStaged;
        this.onClose = onClose;
    }

    @Override
    public List<Supplied> next(int wanted) {
        List<byte[]> encoded = new ArrayList<>();
        List<CallSupply.@Nullable Supplied> supplied = new ArrayList<>();
        int bytes = 0;
        while (supplied.size() < wanted && bytes < PORTION_BYTES && values.hasNext()) {
            try {
                byte[] input = encoder.encode(values.next());
                encoded.add(input);
                bytes += input.length;
                supplied.add(null);
            } catch (NotTransportableException e) {
                supplied.add(new Supplied.Unready(
                        ErrorCode.INPUT_NOT_SERIALIZABLE, RemoteFailure.of(String.valueOf(e.getMessage()))));
            }
        }
        encoder.shipNewCode();
        Iterator<StagedCall> staged = stager.stage(encoded).iterator();
        if (stager.staged()) {
            onStaged.run();
        }
        List<Supplied> complete = new ArrayList<>(supplied.size());
        for (Supplied one : supplied) {
            complete.add(one == null ? new Supplied.Ready(staged.next()) : one);
        }
        return complete;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
