package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressedTest {

    /** As a connection does it: one byte at a time, and never says that there is more. */
    private static InputStream slowly(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void objectsThatAreSeveralCompressedOnesBehindEachOtherAreReadToTheEnd(Compression compression) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (String part : new String[] {"one", "", "two"}) {
            try (OutputStream stream = Compressed.compress(compression, stored, "part")) {
                stream.write(part.getBytes(UTF_8));
            }
        }
        try (InputStream stream = Compressed.open("x" + compression.extension(), slowly(stored.toByteArray()))) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("onetwo");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBehindIsLeftOpen(Compression compression) throws IOException {
        boolean[] closed = {false};
        OutputStream behind = new FilterOutputStream(new ByteArrayOutputStream()) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (OutputStream stream = Compressed.compress(compression, behind, "x")) {
            stream.write(1);
        }

        assertThat(closed[0]).isFalse();
    }
}
