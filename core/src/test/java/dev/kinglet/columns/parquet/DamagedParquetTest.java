package dev.kinglet.columns.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.Row;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.ParquetFileWriter;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Files that were cut short or changed end in rows or in a reason, within the memory that their size allows, and never in wrong values
 * where a checksum covers what was changed. {@code KINGLET_TEST_FUZZ_ROUNDS} asks for more rounds.
 */
class DamagedParquetTest {

    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("KINGLET_TEST_FUZZ_ROUNDS", "50"));

    /** What a table takes for itself, however small the file is, with what the test takes. */
    private static final long LEAST_BYTES = 64 << 20;

    private static final long BYTES_EACH = 4_000;

    record Part(Optional<String> name, List<Integer> numbers) {}

    record Whole(long id, double price, String text, Part part, List<Part> parts, Duration taken) {}

    /** A part of a file that a checksum covers. */
    private record Covered(long start, long end) {}

    private static final List<byte[]> FILES = files();

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        long seed = 0;
        for (ParquetJava.Style style : ParquetJava.Style.all()) {
            if (seed % 5 == 0) {
                AnyRows any = new AnyRows(seed);
                files.add(ParquetJava.write(any.schema(), style, any.rows(25)));
            }
            seed++;
        }
        for (ParquetFileWriter.Codec codec : ParquetFileWriter.Codec.values()) {
            files.add(own(codec));
        }
        return files;
    }

    private static byte[] own(ParquetFileWriter.Codec codec) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetFileWriter writer = new ParquetFileWriter(out, codec, 30, 1 << 20)) {
            for (int i = 0; i < 100; i++) {
                Part part = new Part(i % 3 == 0 ? Optional.empty() : Optional.of("n" + i), List.of(i, -i));
                List<Part> parts = i % 2 == 0 ? List.of() : List.of(part, part);
                writer.write(new Whole(i, i / 4.0, "text " + i, part, parts, Duration.ofMinutes(-i)));
            }
        }
        return out.toByteArray();
    }

    private static List<Covered> covered(byte[] file) {
        List<Covered> covered = new ArrayList<>();
        int footerBytes = Bits.int32(file, file.length - 8);
        int dataEnd = file.length - 8 - footerBytes;
        Footer footer = Footer.read(file, dataEnd, file.length - 8, file.length);
        for (Footer.Group group : footer.groups()) {
            for (Footer.Chunk chunk : group.chunks()) {
                int at = (int) chunk.start();
                while (at < chunk.start() + chunk.bytes()) {
                    PageHead head = PageHead.read(file, at, dataEnd);
                    int start = at + head.length();
                    assertThat(head.checksum()).isNotNull();
                    covered.add(new Covered(start, start + head.bytes()));
                    at = start + head.bytes();
                }
            }
        }
        return covered;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    /** Reads it, with a limit of memory. Whether it is refused. */
    private static Optional<List<Row>> read(byte[] file, String what) {
        long before = allocated();
        Optional<List<Row>> rows;
        try {
            rows = Optional.of(Tables.rows(file));
        } catch (ColumnsException e) {
            assertThat(e).as(what).message().isNotBlank();
            rows = Optional.empty();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
        assertThat(allocated() - before).as(what).isLessThan(LEAST_BYTES + BYTES_EACH * file.length);
        return rows;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void filesThatAreCutShortAreRefused() {
        Random random = new Random(1);
        int number = 0;
        for (byte[] file : FILES) {
            for (int round = 0; round < ROUNDS; round++) {
                int length = random.nextInt(file.length);

                assertThat(read(Arrays.copyOf(file, length), "file " + number + " cut at " + length))
                        .isEmpty();
            }
            number++;
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void changedBytesEndInRowsOrAReason() {
        Random random = new Random(2);
        int number = 0;
        for (byte[] file : FILES) {
            List<Row> right = Tables.rows(file);
            List<Covered> covered = covered(file);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] changed = file.clone();
                int place = random.nextInt(file.length);
                changed[place] ^= (byte) (round % 2 == 0 ? 1 << random.nextInt(8) : 1 + random.nextInt(255));
                String what = "file " + number + " changed at " + place + " to " + changed[place];
                boolean isCovered = covered.stream().anyMatch(page -> page.start() <= place && place < page.end());

                Optional<List<Row>> found = read(changed, what);

                if (isCovered) {
                    assertThat(found).as(what).isEmpty();
                }
                found.ifPresent(rows -> assertThat(rows.size()).as(what).isEqualTo(right.size()));
            }
            number++;
        }
    }
}
