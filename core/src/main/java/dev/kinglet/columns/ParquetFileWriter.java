package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes rows as one Parquet file, a row group a batch and a page a column in it, with its checksum: a record's components are the columns, with the
 * components of records inside as columns in them; anything else is one column {@code value}. Confined to one thread.
 */
public final class ParquetFileWriter implements AutoCloseable {

    /** How pages are compressed, and Parquet's number for it. */
    public enum Codec {
        NONE(0),
        GZIP(2),
        /** Needs {@code com.github.luben:zstd-jni}. */
        ZSTD(6),
        LZ4(7);

        private final int number;

        Codec(int number) {
            this.number = number;
        }
    }

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final String CREATED_BY = "Kinglet";
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int REQUIRED = 0;

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private record Chunk(int entries, long offset, long bytes, long uncompressedBytes) {}

    private record RowGroup(int rows, List<Chunk> chunks) {}

    private final CountingStream stream;
    private final Codec codec;
    private final int batchRows;
    private final int batchBytes;
    private final TableWriter table = new TableWriter();
    private final BatchParts parts = new BatchParts();
    private final GrowingBytes page = new GrowingBytes();
    private final GrowingBytes compressed = new GrowingBytes();
    private final GrowingBytes head = new GrowingBytes();
    private final CRC32 checksum = new CRC32();
    private final List<RowGroup> groups = new ArrayList<>();
    private List<ParquetField> fields = List.of();
    private List<ParquetLeaf> leaves = List.of();

    /**
     * Writes to {@code out}, which stays open.
     *
     * @param rows of a row group at most
     * @param bytes about as many in a row group, before compression
     */
    public ParquetFileWriter(OutputStream out, Codec codec, int rows, int bytes) {
        this.stream = new CountingStream(out);
        this.codec = codec;
        this.batchRows = rows;
        this.batchBytes = bytes;
    }

    /**
     * Writes a row.
     *
     * @throws IllegalArgumentException if it is null, of another class than those before, or such as no table holds
     */
    public void write(Object row) {
        table.add(row);
        if (table.rows() >= batchRows || table.bytes() >= batchBytes) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        if (groups.isEmpty()) {
            stream.write(MAGIC);
            fields = table.shapes().stream().map(ParquetField::new).toList();
            leaves = fields.stream()
                    .flatMap(field -> ParquetLeaf.of(field).stream())
                    .toList();
        }
        parts.clear();
        table.describe(parts);
        Iterator<long[]> columns = parts.columns().iterator();
        Iterator<GrowingBytes> buffers = parts.buffers().iterator();
        fields.forEach(field -> field.take(columns, buffers));
        List<Chunk> chunks = new ArrayList<>();
        for (ParquetLeaf leaf : leaves) {
            chunks.add(chunk(leaf));
        }
        groups.add(new RowGroup(table.rows(), chunks));
        table.clear();
    }

    private Chunk chunk(ParquetLeaf leaf) throws IOException {
        page.cut(0);
        int entries = leaf.page(table.rows(), page);
        GrowingBytes body = compress();
        head.cut(0);
        ThriftWriter out = new ThriftWriter(head);
        out.int32(1, 0); // a data page
        out.int32(2, page.size());
        out.int32(3, body.size());
        checksum.reset();
        checksum.update(body.bytes(), 0, body.size());
        out.int32(4, (int) checksum.getValue());
        out.beginStruct(5);
        out.int32(1, entries);
        out.int32(2, PLAIN);
        out.int32(3, RLE);
        out.int32(4, RLE);
        out.end();
        out.end();
        long offset = stream.count();
        stream.write(head.bytes(), 0, head.size());
        stream.write(body.bytes(), 0, body.size());
        return new Chunk(entries, offset, stream.count() - offset, (long) head.size() + page.size());
    }

    private GrowingBytes compress() throws IOException {
        if (codec == Codec.NONE) {
            return page;
        }
        compressed.cut(0);
        if (codec == Codec.ZSTD) {
            Zstandard.compress(page.bytes(), page.size(), compressed);
        } else if (codec == Codec.LZ4) {
            compressed.reserve(Lz4Block.bound(page.size()));
            compressed.cut(Lz4Block.compress(page.bytes(), 0, page.size(), compressed.bytes(), 0));
        } else {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (FastGzip gzip = new FastGzip(bytes)) {
                gzip.write(page.bytes(), 0, page.size());
            }
            compressed.put(bytes.toByteArray(), bytes.size());
        }
        return compressed;
    }

    /** Writes what is left, and the footer. */
    @Override
    public void close() {
        try {
            if (table.rows() > 0) {
                flush();
            } else if (groups.isEmpty()) {
                stream.write(MAGIC);
            }
            head.cut(0);
            footer(new ThriftWriter(head));
            head.putInt(head.size());
            head.put(MAGIC, MAGIC.length);
            stream.write(head.bytes(), 0, head.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void footer(ThriftWriter out) {
        out.int32(1, 1);
        out.structs(2, 1 + fields.stream().mapToInt(ParquetField::elements).sum());
        out.beginElement();
        out.int32(3, REQUIRED);
        out.text(4, "rows");
        out.int32(5, fields.size());
        out.end();
        long rows = 0;
        for (ParquetField field : fields) {
            field.describe(out);
        }
        for (RowGroup group : groups) {
            rows += group.rows;
        }
        out.int64(3, rows);
        out.structs(4, groups.size());
        for (RowGroup group : groups) {
            group(out, group);
        }
        if (hasDurations(table.shapes())) {
            arrowSchema(out);
        }
        out.text(6, CREATED_BY);
        out.end();
    }

    private static boolean hasDurations(List<Shape> shapes) {
        return shapes.stream().anyMatch(shape -> shape.kind() == Kind.DURATION || hasDurations(shape.children()));
    }

    /** Says of columns what Parquet has no type for, where Arrow's own writers say it. */
    private void arrowSchema(ThriftWriter out) {
        ByteArrayOutputStream schema = new ByteArrayOutputStream();
        try {
            new IpcWriter(schema, BatchCompression.NONE).schema(table.shapes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.structs(5, 1);
        out.beginElement();
        out.text(1, ArrowDurations.KEY);
        out.text(2, Base64.getEncoder().encodeToString(schema.toByteArray()));
        out.end();
    }

    private void group(ThriftWriter out, RowGroup group) {
        out.beginElement();
        out.structs(1, group.chunks.size());
        long bytes = 0;
        for (int i = 0; i < group.chunks.size(); i++) {
            Chunk chunk = group.chunks.get(i);
            bytes += chunk.uncompressedBytes;
            out.beginElement();
            out.int64(2, chunk.offset);
            out.beginStruct(3);
            out.int32(1, leaves.get(i).type());
            out.ints(2, PLAIN, RLE);
            out.texts(3, leaves.get(i).names());
            out.int32(4, codec.number);
            out.int64(5, chunk.entries);
            out.int64(6, chunk.uncompressedBytes);
            out.int64(7, chunk.bytes);
            out.int64(9, chunk.offset);
            out.end();
            out.end();
        }
        out.int64(2, bytes);
        out.int64(3, group.rows);
        out.end();
    }
}
