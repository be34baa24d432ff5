package dev.kinglet.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.closure.Hashes;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InputStagerTest {

    private static final int INLINE = 100;

    private final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());
    private final InputStager stager = new InputStager(store, "job", 0, INLINE);

    @Test
    void smallInputsTravelInTheRequestAndCostNothing() {
        List<StagedCall> calls = stager.stage(List.of(new byte[INLINE], new byte[0]));

        assertThat(calls).allMatch(call -> call.input() instanceof InputReference.Inline);
        assertThat(store.counts()).isEmpty();
        assertThat(stager.staged()).isFalse();
    }

    @Test
    void largeInputsShareABlock() {
        byte[] first = filled(INLINE + 1, 1);
        byte[] second = filled(5_000, 2);

        List<StagedCall> calls = stager.stage(List.of(first, second));

        assertThat(store.counts()).isEqualTo(Map.of(Request.PUT, 1));
        assertThat(read(calls.get(0))).isEqualTo(first);
        assertThat(read(calls.get(1))).isEqualTo(second);
    }

    @Test
    void blocksAreBounded() {
        List<StagedCall> calls = stager.stage(Collections.nCopies(5, filled(3 << 20, 3)));

        assertThat(store.counts()).isEqualTo(Map.of(Request.PUT, 3));
        assertThat(read(calls.get(4))).isEqualTo(filled(3 << 20, 3));
    }

    @Test
    void laterInputsGoIntoBlocksOfTheirOwn() {
        StagedCall early = stager.stage(List.of(filled(200, 1))).getFirst();
        StagedCall late = stager.stage(List.of(filled(200, 2))).getFirst();

        assertThat(read(early)).isEqualTo(filled(200, 1));
        assertThat(read(late)).isEqualTo(filled(200, 2));
    }

    private byte[] read(StagedCall call) {
        InputReference.Staged staged = (InputReference.Staged) call.input();
        byte[] bytes = store.get(staged.key(), staged.offset(), staged.length());
        assertThat(Hashes.sha256(bytes)).isEqualTo(staged.hash());
        return bytes;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
