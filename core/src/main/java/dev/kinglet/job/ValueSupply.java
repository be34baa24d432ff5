package dev.kinglet.job;

import dev.kinglet.stage.InputStager;
import dev.kinglet.stage.StagedCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls for the elements of an iterator: each is encoded here and travels with its call, or through the store. */
final class ValueSupply implements CallSupply {

    private final ValueReader reader;
    private final InputEncoder encoder;
    private final InputStager stager;
    private final Runnable onStaged;

    /** Encoded, but not yet given. */
    private ValueReader.@Nullable Portion kept;

    ValueSupply(Iterator<?> values, InputEncoder encoder, InputStager stager, Runnable onStaged, Runnable onClose) {
        this.reader = new ValueReader(values, encoder, onClose);
        this.encoder = encoder;
        this.stager = stager;
        this.onStaged = onStaged;
    }

    @Override
    public List<Supplied> next(int wanted) throws Exception {
        ValueReader.Portion portion = kept == null ? reader.next(wanted) : kept;
        kept = null;
        return supply(portion);
    }

    @Override
    public @Nullable List<Supplied> nextWithoutStore(int wanted) throws Exception {
        ValueReader.Portion portion = reader.now(wanted);
        if (encoder.hasNewCode() || portion.inputs.stream().anyMatch(stager::wouldStage)) {
            kept = portion;
            return null;
        }
        return supply(portion);
    }

    private List<Supplied> supply(ValueReader.Portion portion) {
        reader.shipNewCode();
        Iterator<StagedCall> staged = stager.stage(portion.inputs).iterator();
        if (stager.staged()) {
            onStaged.run();
        }
        List<Supplied> complete = new ArrayList<>(portion.calls.size());
        for (Supplied one : portion.calls) {
            complete.add(one == null ? new Supplied.Ready(staged.next()) : one);
        }
        return complete;
    }

    @Override
    public void close() {
        reader.close();
    }
}
