package dev.kinglet.stage;

import dev.kinglet.closure.Hashes;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Keys;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides for each encoded input whether it travels in the request or lies in the store; what lies there shares blocks, so that many
 * middling inputs cost one write. Confined to one thread at a time.
 */
public final class InputStager {

    /** A block is written when it has this many bytes: large enough to be worth a request, small enough to keep in memory. */
    private static final int BLOCK_BYTES = 8 << 20;

    private final ObjectStore store;
    private final String job;
    private final int stage;
    private final int inlineBytes;

    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private int blocks;

    public InputStager(ObjectStore store, String job, int stage, int inlineBytes) {
        this.store = store;
        this.job = job;
        this.stage = stage;
        this.inlineBytes = inlineBytes;
    }

    /** Whether an input is too large for a request. */
    public boolean wouldStage(byte[] input) {
        return input.length > inlineBytes;
    }

    /**
     * Stages inputs.
     *
     * @return a call for each, in order; all that they refer to has been written
     */
    public List<StagedCall> stage(List<byte[]> inputs) {
        List<StagedCall> calls = new ArrayList<>(inputs.size());
        for (byte[] input : inputs) {
            calls.add(StagedCall.of(wouldStage(input) ? append(input) : new InputReference.Inline(input)));
        }
        flush();
        return calls;
    }

    private InputReference append(byte[] input) {
        if (block.size() > 0 && block.size() + (long) input.length > BLOCK_BYTES) {
            flush();
        }
        int offset = block.size();
        block.writeBytes(input);
        return new InputReference.Staged(
                Keys.inputBlock(job, stage, blocks), offset, input.length, Hashes.sha256(input));
    }

    private void flush() {
        if (block.size() > 0) {
            store.put(Keys.inputBlock(job, stage, blocks), block.toByteArray());
            block.reset();
            blocks++;
        }
    }

    /** Whether anything was written to the store. */
    public boolean staged() {
        return blocks > 0;
    }
}
