package dev.kinglet.columns.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Libraries of compression for parquet-java, whose own way to them goes through all of Hadoop. */
final class PageCodecs implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Both(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Both(codec);
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    @SuppressWarnings("deprecation") // what is to be used in its place wants an allocator
    private static byte[] array(BytesInput input) throws IOException {
        ByteBuffer view = input.toByteBuffer();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    private record Both(CompressionCodecName codec) implements BytesInputCompressor, BytesInputDecompressor {

        @Override
        public BytesInput compress(BytesInput plain) throws IOException {
            byte[] bytes = array(plain);
            return BytesInput.from(
                    switch (codec) {
                        case UNCOMPRESSED -> bytes;
                        case SNAPPY -> {
                            SnappyCompressor snappy = new SnappyCompressor();
                            byte[] room = new byte[snappy.maxCompressedLength(bytes.length)];
                            yield Arrays.copyOf(room, snappy.compress(bytes, 0, bytes.length, room, 0, room.length));
                        }
                        case LZ4_RAW -> {
                            Lz4Compressor lz4 = new Lz4Compressor();
                            byte[] room = new byte[lz4.maxCompressedLength(bytes.length)];
                            yield Arrays.copyOf(room, lz4.compress(bytes, 0, bytes.length, room, 0, room.length));
                        }
                        case GZIP -> {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                                gzip.write(bytes);
                            }
                            yield out.toByteArray();
                        }
                        case ZSTD -> Zstd.compress(bytes);
                        default -> throw new IllegalArgumentException(codec.name());
                    });
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public BytesInput decompress(BytesInput compressed, int size) throws IOException {
            byte[] bytes = array(compressed);
            byte[] plain = new byte[size];
            switch (codec) {
                case UNCOMPRESSED -> plain = bytes;
                case SNAPPY -> new SnappyDecompressor().decompress(bytes, 0, bytes.length, plain, 0, size);
                case LZ4_RAW -> new Lz4Decompressor().decompress(bytes, 0, bytes.length, plain, 0, size);
                case GZIP -> {
                    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                        plain = in.readNBytes(size);
                    }
                }
                case ZSTD -> plain = Zstd.decompress(bytes, size);
                default -> throw new IllegalArgumentException(codec.name());
            }
            return BytesInput.from(plain);
        }

        @Override
        public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
            throw new UnsupportedOperationException("only arrays are asked for");
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
