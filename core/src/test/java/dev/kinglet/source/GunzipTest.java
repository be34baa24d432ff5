package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private final Random random = new Random(1);

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
            stream.write(content);
        }
        return compressed.toByteArray();
    }

    private static byte[] read(byte[] stored, int atOnce) throws IOException {
        ByteArrayInputStream slow = new ByteArrayInputStream(stored) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, atOnce));
            }
        };
        try (Gunzip stream = new Gunzip(slow)) {
            return stream.readAllBytes();
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Test
    void membersBehindEachOtherAreReadToTheEndAndZerosBehindThemPassedOver() throws IOException {
        for (int i = 0; i < 40; i++) {
            byte[][] parts = new byte[1 + random.nextInt(4)][];
            byte[][] members = new byte[parts.length][];
            for (int j = 0; j < parts.length; j++) {
                parts[j] = new byte[random.nextInt(3) * random.nextInt(100_000)];
                Arrays.fill(parts[j], (byte) random.nextInt());
                members[j] = gzip(parts[j]);
            }
            byte[] stored = Arrays.copyOf(join(members), join(members).length + random.nextInt(3) * 512);
            for (int atOnce : new int[] {1, 100, Integer.MAX_VALUE}) {
                assertThat(read(stored, atOnce)).isEqualTo(join(parts));
            }
        }
    }

    @Test
    void aHeaderMayHaveEveryField() throws IOException {
        byte[] plain = gzip("x".getBytes(UTF_8));
        byte[] header = HexFormat.of().parseHex("1f8b081e0000000000030200abcd61006200ffff");

        assertThat(read(join(header, Arrays.copyOfRange(plain, 10, plain.length)), 3))
                .asString()
                .isEqualTo("x");
    }

    @Test
    void whatFollowsTheLastMemberIsRefused() throws IOException {
        byte[] member = gzip("one".getBytes(UTF_8));
        byte[] damaged = gzip("two".getBytes(UTF_8));
        damaged[0] ^= 1;

        assertThatThrownBy(() -> read(join(member, damaged), 7)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> read(join(member, new byte[] {0, 0, 1}), 7)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> read(join(member, new byte[] {0x1f}), 7)).isInstanceOf(EOFException.class);
    }

    /** Each byte changed, and each length that is cut: an error, or all of it where the byte says nothing of the content. */
    @Test
    void damageIsNeverAnotherContent() throws IOException {
        byte[] content = "a few words, and a few more words of a text".getBytes(UTF_8);
        byte[] stored = gzip(content);
        for (int i = 0; i < stored.length; i++) {
            byte[] cut = Arrays.copyOf(stored, i);
            assertThatThrownBy(() -> read(cut, 5)).isInstanceOf(IOException.class);
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = stored.clone();
                flipped[i] ^= (byte) (1 << bit);
                try {
                    assertThat(read(flipped, 5)).as("byte %s", i).isEqualTo(content);
                } catch (IOException e) {
                    assertThat(e).isInstanceOfAny(ZipException.class, EOFException.class);
                }
            }
        }
    }
}
