package dev.kinglet.columns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/** An Arrow IPC file or stream, or the batches of a file that begin in a range of it. */
public final class ArrowTable implements Table {

    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /** The footers of most files are in the last so many bytes, which are one request. */
    private static final int TAIL_BYTES = 64 << 10;

    /** What stands behind the footer: its size and the magic. */
    private static final int END_BYTES = Integer.BYTES + MAGIC.length;

    private final StoredBytes bytes;
    private final List<Block> blocks;
    private final boolean byBlocks;
    private final Schema schema;
    private final ForeignColumns foreign = new ForeignColumns();
    private final Batch batch = new Batch();
    private final BitSet wantedBuffers = new BitSet();
    private @Nullable ColumnReader[] readers;
    private InputStream in;
    private long position;
    private IpcReader messages;
    private int nextBlock;
    private int firstBatch;
    private int batches;
    private long rowsBefore;
    private int rows;

    /**
     * Opens all of an object.
     *
     * @throws ColumnsException if it is neither file nor stream
     */
    public static ArrowTable open(StoredBytes bytes) {
        try {
            return new ArrowTable(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the batches that begin in a range. A stream's cannot be found without reading those before them: all belong to the range that
     * begins at 0.
     *
     * @param to where the range ends, the first offset that is not in it
     */
    public static ArrowTable open(StoredBytes bytes, long from, long to) {
        try {
            Footer footer = footer(bytes);
            if (footer == null && from == 0) {
                return new ArrowTable(bytes);
            }
            return new ArrowTable(bytes, footer, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArrowTable(StoredBytes bytes) throws IOException {
        this.bytes = bytes;
        blocks = List.of();
        byBlocks = false;
        PushbackInputStream stream = new PushbackInputStream(bytes.open(0, bytes.size()), Ipc.ALIGNMENT);
        in = stream;
        byte[] head = stream.readNBytes(Ipc.ALIGNMENT);
        if (!startsWith(head, MAGIC)) {
            stream.unread(head);
        }
        messages = new IpcReader(stream, false);
        Message first = messages.next();
        if (first == null || first.headerType() != MessageHeader.Schema) {
            throw new ColumnsException("no schema at the beginning: neither an Arrow file nor an Arrow stream");
        }
        schema = checked(IpcReader.schema(first));
        readers = new @Nullable ColumnReader[schema.fieldsLength()];
    }

    private ArrowTable(StoredBytes bytes, @Nullable Footer footer, long from, long to) throws IOException {
        this.bytes = bytes;
        byBlocks = true;
        blocks = new ArrayList<>();
        List<Block> inRange = new ArrayList<>();
        for (int i = 0; footer != null && i < footer.recordBatchesLength(); i++) {
            Block block = footer.recordBatches(i);
            if (block.offset() < from) {
                firstBatch++;
            } else if (block.offset() < to) {
                inRange.add(block);
            }
        }
        for (int i = 0; footer != null && !inRange.isEmpty() && i < footer.dictionariesLength(); i++) {
            blocks.add(footer.dictionaries(i));
        }
        blocks.addAll(inRange);
        blocks.sort(Comparator.comparingLong(Block::offset));
        for (Block block : blocks) {
            if (block.offset() < 0
                    || block.metaDataLength() < 0
                    || block.bodyLength() < 0
                    || block.bodyLength() > bytes.size() - block.offset() - block.metaDataLength()) {
                throw new ColumnsException("the footer tells of a batch that is not in the file: it was damaged");
            }
        }
        schema = footer == null ? new Schema() : checked(footer.schema());
        readers = new @Nullable ColumnReader[footer == null ? 0 : schema.fieldsLength()];
        in = InputStream.nullInputStream();
        messages = new IpcReader(in, false);
    }

    private static Schema checked(Schema schema) {
        if (schema.endianness() != Endianness.Little) {
            throw new ColumnsException("the columns are big-endian, which cannot be read");
        }
        if (schema.fieldsLength() > schema.getByteBuffer().capacity() / Integer.BYTES) {
            throw new ColumnsException("the schema claims columns that it has no room for: the bytes were damaged");
        }
        return schema;
    }

    /** The footer of a file, or null if it is a stream. */
    private static @Nullable Footer footer(StoredBytes bytes) throws IOException {
        long size = bytes.size();
        byte[] tail = tail(bytes, (int) Math.min(size, TAIL_BYTES));
        if (tail.length < END_BYTES
                || !startsWith(Arrays.copyOfRange(tail, tail.length - MAGIC.length, tail.length), MAGIC)) {
            return null;
        }
        ByteBuffer view = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        int length = view.getInt(tail.length - END_BYTES);
        if (length < 0 || length > size - END_BYTES) {
            throw new ColumnsException("the footer has " + length + " bytes: the file was damaged");
        }
        if (length > tail.length - END_BYTES) {
            tail = tail(bytes, length + END_BYTES);
        }
        int start = tail.length - END_BYTES - length;
        return Footer.getRootAsFooter(ByteBuffer.wrap(Arrays.copyOfRange(tail, start, start + length)));
    }

    private static byte[] tail(StoredBytes bytes, int length) throws IOException {
        try (InputStream in = bytes.open(bytes.size() - length, length)) {
            byte[] tail = in.readNBytes(length);
            if (tail.length < length) {
                throw new EOFException("the object has become shorter");
            }
            return tail;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    @Override
    public List<String> columns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < readers.length; i++) {
            names.add(String.valueOf(schema.fields(i).name()));
        }
        return names;
    }

    @Override
    public String type(int column) {
        return ForeignTypes.name(schema.fields(column));
    }

    @Override
    public void choose(Set<String> names) {
        int buffer = 0;
        for (int i = 0; i < readers.length; i++) {
            Field field = schema.fields(i);
            FieldLayout layout = FieldLayout.of(field);
            if (names.contains(field.name())) {
                readers[i] = foreign.of(field);
                wantedBuffers.set(buffer, buffer + layout.buffers());
            }
            buffer += layout.buffers();
        }
    }

    @Override
    public int next() {
        try {
            Message message = nextMessage();
            while (message != null) {
                if (message.headerType() == MessageHeader.RecordBatch) {
                    return load(message);
                }
                if (message.headerType() != MessageHeader.DictionaryBatch) {
                    throw new ColumnsException(
                            "a " + MessageHeader.name(message.headerType()) + " where a batch should be");
                }
                loadDictionary(message);
                message = nextMessage();
            }
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Message nextMessage() throws IOException {
        if (!byBlocks) {
            return messages.next();
        }
        if (nextBlock == blocks.size()) {
            return null;
        }
        Block block = blocks.get(nextBlock++);
        if (nextBlock == 1 || block.offset() - position > TAIL_BYTES) {
            in.close();
            Block last = blocks.getLast();
            in = bytes.open(block.offset(), end(last) - block.offset());
            messages = new IpcReader(in, false);
        } else {
            in.skipNBytes(block.offset() - position);
        }
        position = end(block);
        return messages.next();
    }

    private static long end(Block block) {
        return block.offset() + block.metaDataLength() + block.bodyLength();
    }

    private int load(Message message) throws IOException {
        RecordBatch header = (RecordBatch) message.header(new RecordBatch());
        rowsBefore += rows;
        batches++;
        rows = messages.read(message, header, batch, wantedBuffers);
        for (int i = 0; i < readers.length; i++) {
            if (rows < 0 || batch.slots() != rows) {
                throw new ColumnsException(
                        "a batch of " + rows + " rows has a column of " + batch.slots() + ": the bytes were damaged");
            }
            ColumnReader reader = readers[i];
            if (reader != null) {
                reader.load(batch);
            } else {
                batch.skip(FieldLayout.of(schema.fields(i)));
            }
        }
        return rows;
    }

    private void loadDictionary(Message message) throws IOException {
        DictionaryBatch header = (DictionaryBatch) message.header(new DictionaryBatch());
        ForeignDictionary dictionary = foreign.dictionary(header.id());
        if (dictionary == null) {
            messages.skip(message);
        } else {
            dictionary.load(batch, messages.read(message, header.data(), batch, null), header.isDelta());
        }
    }

    @Override
    public @Nullable Object get(int column, int row) {
        ColumnReader reader = readers[column];
        if (reader == null) {
            throw new IllegalArgumentException("column " + schema.fields(column).name() + " was not chosen");
        }
        return reader.get(row);
    }

    /** How many rows the batches before a range have is not in the footer. */
    @Override
    public String place(int row) {
        return firstBatch == 0
                ? "row " + (rowsBefore + row + 1)
                : "row " + (row + 1) + " of batch " + (firstBatch + batches);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
