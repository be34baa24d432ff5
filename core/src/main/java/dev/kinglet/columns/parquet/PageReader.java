package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads the pages of a chunk one by one, and checks their checksums. Confined to one thread. */
final class PageReader {

    private static final int HEAD_BYTES = 4 << 10;

    /** Heads have statistics of values in them, which may be long. */
    private static final int MAX_HEAD_BYTES = 16 << 20;

    // The format's numbers of encodings.
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = PageHead.RLE;
    private static final int BIT_PACKED = 4;
    private static final int DELTA_BINARY_PACKED = 5;
    private static final int DELTA_LENGTH_BYTE_ARRAY = 6;
    private static final int DELTA_BYTE_ARRAY = 7;
    private static final int RLE_DICTIONARY = 8;
    private static final int BYTE_STREAM_SPLIT = 9;

    private final ChunkBytes bytes;
    private final int group;
    private final Node node;
    private final LeafType type;
    private final Footer.Chunk chunk;
    private final Codecs codecs;
    private long next;
    private long pageStart;
    private long unread;
    private int left;
    private Levels repetitions = Levels.none();
    private Levels definitions = Levels.none();
    private @Nullable Values values;
    private @Nullable Dictionary dictionary;

    /** @param group the number of the row group, for messages */
    PageReader(ChunkBytes bytes, int group, Node node, LeafType type, Footer.Chunk chunk, Codecs codecs) {
        this.bytes = bytes;
        this.group = group;
        this.node = node;
        this.type = type;
        this.chunk = chunk;
        this.codecs = codecs;
        this.next = chunk.start();
        this.pageStart = next;
        this.unread = chunk.values();
    }

    /** Where it is, for messages. */
    String place() {
        return "row group " + group + ", page at byte " + pageStart;
    }

    /** How many entries the chunk has that were not taken. */
    long left() {
        return unread + left;
    }

    /** How many the present page has, or the next one if it has none left. */
    int page() {
        while (left == 0) {
            if (unread == 0) {
                throw new ColumnsException("it has fewer values than its row group has rows");
            }
            read();
        }
        return left;
    }

    Levels repetitions() {
        return repetitions;
    }

    Levels definitions() {
        return definitions;
    }

    Values values() {
        return Objects.requireNonNull(values);
    }

    /** Says that the levels of so many entries were read. */
    void took(int count) {
        left -= count;
    }

    private void read() {
        pageStart = next;
        PageHead head = head();
        int at = bytes.require(next + head.length(), head.bytes());
        byte[] block = bytes.block();
        next += head.length() + head.bytes();
        check(head, block, at);
        switch (head.kind()) {
            case DATA -> first(head, block, at);
            case DATA_V2 -> second(head, block, at);
            case DICTIONARY -> dictionary(head, block, at);
            case INDEX -> {
                // Nobody ever wrote one.
            }
        }
    }

    private PageHead head() {
        for (int most = HEAD_BYTES; ; most *= 8) {
            int length = (int) Math.min(most, Math.max(0, bytes.left(next)));
            int at = bytes.require(next, length);
            try {
                return PageHead.read(bytes.block(), at, at + length);
            } catch (ThriftReader.EndedException e) {
                if (length < most || most >= MAX_HEAD_BYTES) {
                    throw new ColumnsException("a page's head has no end", e);
                }
            }
        }
    }

    private static void check(PageHead head, byte[] block, int at) {
        if (head.checksum() != null) {
            CRC32 checksum = new CRC32();
            checksum.update(block, at, head.bytes());
            if ((int) checksum.getValue() != head.checksum()) {
                throw new ColumnsException(String.format(
                        "the page's checksum is %08x, but is said to be %08x: its bytes were changed",
                        checksum.getValue(), head.checksum()));
            }
        }
    }

    private void dictionary(PageHead head, byte[] block, int at) {
        if (dictionary != null) {
            throw new ColumnsException("it has two dictionaries");
        }
        if (head.encoding() != PLAIN && head.encoding() != PLAIN_DICTIONARY) {
            throw new ColumnsException("its dictionary has encoding " + head.encoding() + ", which none can have");
        }
        if (chunk.codec() == Codecs.NONE) {
            dictionary = new Dictionary(type, head.values(), block, at, at + head.bytes());
        } else {
            byte[] plain = codecs.decompress(chunk.codec(), block, at, at + head.bytes(), head.plainBytes());
            dictionary = new Dictionary(type, head.values(), plain, 0, plain.length);
        }
    }

    private void begin(PageHead head) {
        if (head.values() > unread) {
            throw new ColumnsException(
                    "its pages have more values than the " + chunk.values() + " that it is said to have");
        }
        left = head.values();
        unread -= left;
    }

    /** A page whose levels are compressed with its values, and say how long they are. */
    private void first(PageHead head, byte[] block, int start) {
        begin(head);
        byte[] page = block;
        int at = start;
        int end = start + head.bytes();
        if (chunk.codec() != Codecs.NONE) {
            page = codecs.decompress(chunk.codec(), block, start, end, head.plainBytes());
            at = 0;
            end = page.length;
        }
        if (node.repetition() > 0) {
            at = levels(head.repetitionEncoding(), node.repetition(), page, at, end, true);
        }
        if (node.definition() > 0) {
            at = levels(head.definitionEncoding(), node.definition(), page, at, end, false);
        }
        values = values(head, page, at, end);
    }

    private int levels(int encoding, int highest, byte[] page, int start, int end, boolean ofRepetition) {
        int width = Levels.width(highest);
        long length;
        Levels levels;
        int from = start;
        if (encoding == BIT_PACKED) {
            length = PackedLevels.bytes(left, width);
            checkLevels(length, end - from);
            levels = new PackedLevels(page, from, from + (int) length, width);
        } else if (encoding == RLE) {
            checkLevels(Integer.BYTES, end - from);
            length = Bits.int32(page, from);
            from += Integer.BYTES;
            checkLevels(length, end - from);
            levels = new RunReader(page, from, from + (int) length, width);
        } else {
            throw new ColumnsException("its levels have encoding " + encoding + ", which none can have");
        }
        if (ofRepetition) {
            repetitions = levels;
        } else {
            definitions = levels;
        }
        return from + (int) length;
    }

    private static void checkLevels(long length, int there) {
        if (length < 0 || length > there) {
            throw new ColumnsException("levels are said to have " + length + " bytes, where there are " + there);
        }
    }

    /** A page whose levels stand before what is compressed. */
    private void second(PageHead head, byte[] block, int start) {
        begin(head);
        int at = start;
        int end = start + head.bytes();
        if (node.repetition() > 0) {
            repetitions = new RunReader(block, at, at + head.repetitionBytes(), Levels.width(node.repetition()));
        }
        at += head.repetitionBytes();
        if (node.definition() > 0) {
            definitions = new RunReader(block, at, at + head.definitionBytes(), Levels.width(node.definition()));
        }
        at += head.definitionBytes();
        int size = head.plainBytes() - head.repetitionBytes() - head.definitionBytes();
        if (chunk.codec() == Codecs.NONE || !head.compressed() || at == end) {
            values = values(head, block, at, end);
        } else {
            if (size < 0) {
                throw new ColumnsException("its page has levels of more bytes than it has");
            }
            byte[] page = codecs.decompress(chunk.codec(), block, at, end, size);
            values = values(head, page, 0, page.length);
        }
    }

    private Values values(PageHead head, byte[] page, int at, int end) {
        boolean numbers = type.physical() == Physical.INT32 || type.physical() == Physical.INT64;
        boolean texts = type.physical() == Physical.BYTE_ARRAY || type.physical() == Physical.FIXED_LEN_BYTE_ARRAY;
        int encoding = head.encoding();
        if (encoding == PLAIN) {
            return new PlainValues(page, at, end, type);
        }
        if (encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY) {
            return pointers(page, at, end);
        }
        if (encoding == RLE && type.physical() == Physical.BOOLEAN) {
            return new RunTruths(page, at, end);
        }
        if (at == end) {
            return new PlainValues(
                    page, at, end, type); // nothing but nulls, where some writers leave out even the counts
        }
        if (encoding == DELTA_BINARY_PACKED && numbers) {
            return new DeltaValues(page, at, end, type.physical() == Physical.INT32);
        }
        if ((encoding == DELTA_LENGTH_BYTE_ARRAY || encoding == DELTA_BYTE_ARRAY) && texts) {
            return new DeltaBytes(page, at, end, type, encoding == DELTA_BYTE_ARRAY, head.values());
        }
        if (encoding == BYTE_STREAM_SPLIT && type.length() > 0 && type.physical() != Physical.INT96) {
            return new SplitValues(page, at, end, type);
        }
        throw new ColumnsException("its values of type " + type.physical() + " have encoding " + encoding
                + ", which Kinglet does not read");
    }

    private Values pointers(byte[] page, int at, int end) {
        if (dictionary == null) {
            if (at == end) {
                return new PlainValues(page, at, end, type); // only nulls, for which some write no dictionary
            }
            throw new ColumnsException("its page points to a dictionary that is not there");
        }
        return dictionary.values(page, at, end);
    }
}
