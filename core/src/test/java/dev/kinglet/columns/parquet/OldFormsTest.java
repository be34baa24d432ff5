package dev.kinglet.columns.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the format still has and no writer of today makes, written here as the specification says: levels that are packed from the highest
 * bit on, and LZ4 in the frame of Hadoop. The file has one column of lists of numbers, which may be null themselves.
 */
class OldFormsTest {

    private static final int BIT_PACKED = 4;
    private static final int RLE = 3;
    private static final int UNCOMPRESSED = 0;
    private static final int OLD_LZ4 = 5;

    /** How bytes that are compressed by LZ4 may lie in a page. */
    enum Frame {
        NONE,
        ONE_BLOCK,
        SEVERAL_BLOCKS,
        SEVERAL_FRAMES
    }

    /** The compact protocol of Thrift, as far as it is needed. */
    private static final class Thrift {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Thrift varint(long value) {
            for (long rest = value; ; rest >>>= 7) {
                out.write((int) (rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
                if (rest <= 0x7f) {
                    return this;
                }
            }
        }

        /** The head of a field, whose number is given as the step from the one before. */
        Thrift field(int step, int type) {
            out.write(step << 4 | type);
            return this;
        }

        Thrift number(int step, long value) {
            return field(step, 6).varint(value << 1);
        }

        Thrift text(int step, String value) {
            field(step, 8).varint(value.length());
            out.writeBytes(value.getBytes(UTF_8));
            return this;
        }

        /** The head of a list of structs, of numbers, or of texts. */
        Thrift list(int step, int size, int type) {
            field(step, 9);
            out.write(size << 4 | type);
            return this;
        }

        Thrift struct(int step) {
            return field(step, 12);
        }

        Thrift end() {
            out.write(0);
            return this;
        }
    }

    private static byte[] file(int codec, byte[] page, int plainBytes, int entries, int levels, int rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("PAR1".getBytes(US_ASCII));
        Thrift head = new Thrift().number(1, 0).number(1, plainBytes).number(1, page.length);
        head.struct(2).number(1, entries).number(1, 0).number(1, levels).number(1, levels);
        file.writeBytes(head.end().end().out.toByteArray());
        file.writeBytes(page);
        int end = file.size();
        Thrift footer = new Thrift().number(1, 1).list(1, 4, 12);
        footer.text(4, "file").number(1, 1).end();
        footer.number(3, 1).text(1, "l").number(1, 1).number(1, 3).end(); // an optional LIST
        footer.number(3, 2).text(1, "list").number(1, 1).end(); // of a repeated group
        footer.number(1, 1).number(2, 1).text(1, "element").end(); // of an optional INT32
        footer.number(1, rows).list(1, 1, 12).list(1, 1, 12);
        footer.number(2, 4).struct(1).number(1, 1).list(1, 2, 5).varint(0).varint(levels << 1);
        footer.list(1, 3, 8);
        for (String step : List.of("l", "list", "element")) {
            footer.varint(step.length()).out.writeBytes(step.getBytes(UTF_8));
        }
        footer.number(1, codec)
                .number(1, entries)
                .number(1, end - 4)
                .number(1, end - 4)
                .number(2, 4)
                .end()
                .end();
        footer.number(1, end - 4).number(1, rows).end().end();
        file.writeBytes(footer.out.toByteArray());
        ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(file.size() - end);
        file.writeBytes(tail.put("PAR1".getBytes(US_ASCII)).array());
        return file.toByteArray();
    }

    private record Levels(List<Integer> repetitions, List<Integer> definitions, ByteArrayOutputStream values) {

        void add(int repetition, int definition) {
            repetitions.add(repetition);
            definitions.add(definition);
        }
    }

    private static Levels levels(List<@Nullable List<@Nullable Integer>> rows) {
        Levels levels = new Levels(new ArrayList<>(), new ArrayList<>(), new ByteArrayOutputStream());
        for (List<@Nullable Integer> row : rows) {
            if (row == null || row.isEmpty()) {
                levels.add(0, row == null ? 0 : 1);
                continue;
            }
            for (int i = 0; i < row.size(); i++) {
                Integer number = row.get(i);
                levels.add(i == 0 ? 0 : 1, number == null ? 2 : 3);
                if (number != null) {
                    levels.values().writeBytes(little(number));
                }
            }
        }
        return levels;
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    /** From the highest bit of each byte on, with nothing before that says how many there are. */
    private static byte[] packed(List<Integer> levels, int width) {
        byte[] bytes = new byte[(levels.size() * width + 7) / 8];
        for (int bit = 0; bit < levels.size() * width; bit++) {
            int set = levels.get(bit / width) >> (width - 1 - bit % width) & 1;
            bytes[bit / 8] |= (byte) (set << (7 - bit % 8));
        }
        return bytes;
    }

    /** Each level a run of its own, behind the length of all. */
    private static byte[] runs(List<Integer> levels) {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        for (int level : levels) {
            runs.write(1 << 1);
            runs.write(level);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(little(runs.size()));
        all.writeBytes(runs.toByteArray());
        return all.toByteArray();
    }

    private static byte[] page(Levels levels, boolean packed) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(packed ? packed(levels.repetitions(), 1) : runs(levels.repetitions()));
        page.writeBytes(packed ? packed(levels.definitions(), 2) : runs(levels.definitions()));
        page.writeBytes(levels.values().toByteArray());
        return page.toByteArray();
    }

    private static List<@Nullable List<@Nullable Integer>> rows(int count) {
        Random random = new Random(count);
        List<@Nullable List<@Nullable Integer>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Integer> row = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                row.add(random.nextInt(3) == 0 ? null : random.nextInt(9));
            }
            rows.add(random.nextInt(5) == 0 ? null : row);
        }
        return rows;
    }

    private static void assertRead(byte[] file, List<@Nullable List<@Nullable Integer>> rows) {
        List<@Nullable List<@Nullable Long>> expected = new ArrayList<>();
        for (List<@Nullable Integer> row : rows) {
            expected.add(row == null ? null : longs(row));
        }

        assertThat(Tables.rows(file)).extracting(row -> row.get("l")).isEqualTo(expected);
    }

    private static List<@Nullable Long> longs(List<@Nullable Integer> row) {
        List<@Nullable Long> longs = new ArrayList<>();
        for (Integer number : row) {
            longs.add(number == null ? null : (Long) number.longValue());
        }
        return longs;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 9, 250})
    void levelsThatArePackedAreRead(int count) {
        List<@Nullable List<@Nullable Integer>> rows = rows(count);
        Levels levels = levels(rows);
        byte[] page = page(levels, true);

        assertRead(file(UNCOMPRESSED, page, page.length, levels.definitions().size(), BIT_PACKED, count), rows);
    }

    private static byte[] big(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static byte[] block(byte[] plain) {
        Lz4Compressor lz4 = new Lz4Compressor();
        byte[] room = new byte[lz4.maxCompressedLength(plain.length)];
        return Arrays.copyOf(room, lz4.compress(plain, 0, plain.length, room, 0, room.length));
    }

    /** Of each frame how many bytes it becomes, and of each block in it how many it has. */
    private static byte[] framed(byte[] plain, Frame frame) {
        if (frame == Frame.NONE) {
            return block(plain);
        }
        int pieces = frame == Frame.ONE_BLOCK ? 1 : 3;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < pieces; i++) {
            byte[] piece = Arrays.copyOfRange(plain, plain.length * i / pieces, plain.length * (i + 1) / pieces);
            if (i == 0 || frame == Frame.SEVERAL_FRAMES) {
                out.writeBytes(big(frame == Frame.SEVERAL_BLOCKS ? plain.length : piece.length));
            }
            byte[] block = block(piece);
            out.writeBytes(big(block.length));
            out.writeBytes(block);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void lz4IsReadWithHadoopsFrameAndWithout(Frame frame) {
        for (int count : new int[] {1, 20, 700}) {
            List<@Nullable List<@Nullable Integer>> rows = rows(count);
            Levels levels = levels(rows);
            byte[] page = page(levels, false);
            byte[] stored = framed(page, frame);

            assertRead(file(OLD_LZ4, stored, page.length, levels.definitions().size(), RLE, count), rows);
        }
    }
}
