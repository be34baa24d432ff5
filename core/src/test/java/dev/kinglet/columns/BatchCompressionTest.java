package dev.kinglet.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchCompressionTest {

    private static byte[] roundTrip(BatchCompression compression, byte[] bytes) {
        GrowingBytes from = new GrowingBytes();
        from.put(bytes, bytes.length);
        GrowingBytes to = new GrowingBytes();
        compression.compress(from, to);
        return open(compression, Arrays.copyOf(to.bytes(), to.size()));
    }

    private static byte[] open(BatchCompression compression, byte[] bytes) {
        Chunk stored = new Chunk();
        System.arraycopy(bytes, 0, stored.ofSize(bytes.length), 0, bytes.length);
        Chunk back = new Chunk();
        compression.decompress(stored, back);
        return Arrays.copyOf(back.bytes(), back.size());
    }

    /** Bytes that repeat themselves more or less. */
    private static byte[] text(Random random, int length) {
        byte[] bytes = new byte[length];
        int letters = 1 + random.nextInt(40);
        int at = 0;
        while (at < length) {
            int run = Math.min(length - at, 1 + random.nextInt(random.nextInt(20) == 0 ? 1_000 : 20));
            if (at > 0 && random.nextInt(3) > 0) {
                int from = random.nextInt(at);
                for (int i = 0; i < run; i++) {
                    bytes[at + i] = bytes[from + i];
                }
            } else {
                for (int i = 0; i < run; i++) {
                    bytes[at + i] = (byte) random.nextInt(letters);
                }
            }
            at += run;
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void buffersOfAnySizeAndContentComeBack(BatchCompression compression) {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] bytes = text(random, random.nextInt(i < 200 ? 300 : 200_000));
            assertThat(roundTrip(compression, bytes)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void largeBuffersAndThoseThatDoNotCompressComeBack(BatchCompression compression) {
        Random random = new Random(8);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        byte[] large = text(random, 9_000_000);

        assertThat(roundTrip(compression, noise)).isEqualTo(noise);
        assertThat(roundTrip(compression, new byte[10_000_000])).isEqualTo(new byte[10_000_000]);
        assertThat(roundTrip(compression, large)).isEqualTo(large);
    }

    @Test
    void whatRepeatsBecomesSmall() {
        GrowingBytes from = new GrowingBytes();
        from.putZeros(1 << 20);
        GrowingBytes to = new GrowingBytes();
        BatchCompression.LZ4.compress(from, to);

        assertThat(to.size()).isLessThan(1 << 13);
    }

    /** Two linked blocks, of which the second refers into the first; with content size and checksums. */
    @Test
    void linkedBlocksOfOtherWritersAreRead() {
        byte[] frame = HexFormat.of()
                .parseHex(
                        "0c00000000000000" // Arrow's: twelve bytes
                                + "04224d18" + "5c" + "40" + "0c00000000000000"
                                + "00" // linked, sizes and checksums; header checksum not looked at
                                + "05000000" + "4061626364" + "00000000"
                                + "08000000" + "0004004078787878" + "00000000"
                                + "00000000" + "00000000");

        assertThat(open(BatchCompression.LZ4, frame))
                .isEqualTo("abcdabcdxxxx".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void damagedBuffersAreRefusedOrGiveAsManyBytes(BatchCompression compression) {
        byte[] bytes = text(new Random(9), 2_000);
        GrowingBytes from = new GrowingBytes();
        from.put(bytes, bytes.length);
        GrowingBytes to = new GrowingBytes();
        compression.compress(from, to);
        byte[] stored = Arrays.copyOf(to.bytes(), to.size());

        for (int i = 8; i < stored.length; i++) {
            byte[] damaged = stored.clone();
            damaged[i] ^= 0x55;
            try {
                assertThat(open(compression, damaged)).hasSize(bytes.length);
            } catch (ColumnsException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
            byte[] cut = Arrays.copyOf(stored, i);
            assertThatThrownBy(() -> open(compression, cut)).isInstanceOf(ColumnsException.class);
        }
    }
}
