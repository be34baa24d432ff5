package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.closure.UndecodableException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedFormatTest {

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void everyRecordIsReadOnceWhateverTheRanges() {
        for (int recordBytes : new int[] {1, 3, 785, 300_000}) {
            for (int count : new int[] {0, 1, 2, 7}) {
                byte[] content = bytes(recordBytes * count);
                for (int atOnce : new int[] {1, 1 << 20}) {
                    BytesInput input = new BytesInput("t", content, atOnce);
                    for (int inRange : new int[] {1, 2, 3}) {
                        List<byte[]> records = Reading.of(
                                new FixedFormat(recordBytes, BadRecords.fail()), input.ranges(recordBytes * inRange));

                        assertThat(records).hasSize(count);
                        for (int i = 0; i < count; i++) {
                            assertThat(records.get(i))
                                    .isEqualTo(Arrays.copyOfRange(content, i * recordBytes, (i + 1) * recordBytes));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aLastRecordThatIsCutShortFailsAndSaysWhere() {
        ObjectShare<byte[]> share = new ObjectShare<>(
                new FixedFormat(4, BadRecords.fail()), List.of(ObjectRange.whole(new BytesInput("t", bytes(10), 3))));

        assertThatThrownBy(() -> new Reading().all(share))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("t, byte 8: the last record has 2 bytes, expected 4");
    }

    @Test
    void aLastRecordThatIsCutShortIsHeardOfWhereThePolicySaysSo() {
        Reading reading = new Reading();
        ObjectShare<byte[]> share = new ObjectShare<>(
                new FixedFormat(4, BadRecords.skip()), List.of(ObjectRange.whole(new BytesInput("t", bytes(10), 3))));

        assertThat(reading.all(share)).hasSize(2);
        assertThat(reading.bad)
                .singleElement()
                .satisfies(bad -> assertThat(bad.record()).containsExactly(8, 9));
    }
}
