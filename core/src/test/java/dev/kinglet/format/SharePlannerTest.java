package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.ObjectInput;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.store.TestStores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharePlannerTest {

    private static final List<String> LINES =
            IntStream.range(0, 10_000).mapToObj(i -> "line " + i).toList();

    private static final byte[] TEXT = String.join("\n", LINES).getBytes(UTF_8);

    @TempDir
    Path folder;

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    /** What workers read: the shares travel first. */
    private static <T> List<T> read(List<Share<T>> shares) {
        KryoValueCodec codec = new KryoValueCodec(SharePlannerTest.class.getClassLoader());
        List<T> records = new ArrayList<>();
        for (Share<T> share : shares) {
            records.addAll(new Reading().all(arrived(share, codec)));
        }
        return records;
    }

    @SuppressWarnings("unchecked") // the type that was sent
    private static <T> Share<T> arrived(Share<T> share, KryoValueCodec codec) {
        byte[] encoded = codec.encode(share, "share");
        return (Share<T>) Objects.requireNonNull(TestStores.ANY.bind(() -> codec.decode(encoded, 0, encoded.length)));
    }

    @Test
    void aLargeObjectIsCutIntoEvenRangesAndReadOnce() throws IOException {
        List<Share<String>> shares = SharePlanner.plan(Sources.text(file("a", TEXT)), TestStores.ANY, 10_000, 1);

        assertThat(shares).hasSize(Math.ceilDiv(TEXT.length, 10_000)).allMatch(share -> share.bytes() > 9_000);
        assertThat(read(shares)).isEqualTo(LINES);
    }

    @Test
    void thereAreAsManySharesAsAskedForHoweverSmall() throws IOException {
        List<Share<String>> shares = SharePlanner.plan(Sources.text(file("a", TEXT)), TestStores.ANY, 1 << 30, 7);

        assertThat(shares).hasSize(7);
        assertThat(read(shares)).isEqualTo(LINES);
    }

    @Test
    void manySmallObjectsArePackedInTheirOrder() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            file("f%03d".formatted(i), (i + "\n").getBytes(UTF_8));
            expected.add("" + i);
        }
        List<Share<String>> shares = SharePlanner.plan(Sources.text(folder.toString()), TestStores.ANY, 1 << 20, 4);

        assertThat(shares.size()).isBetween(4, 5);
        assertThat(read(shares)).isEqualTo(expected);
    }

    @Test
    void largeAndSmallObjectsKeepTheirOrder() throws IOException {
        file("a", "first\n".getBytes(UTF_8));
        file("b", TEXT);
        file("c", "last".getBytes(UTF_8));

        List<Share<String>> shares = SharePlanner.plan(Sources.text(folder.toString()), TestStores.ANY, 30_000, 1);

        List<String> expected = new ArrayList<>(LINES);
        expected.addFirst("first");
        expected.add("last");
        assertThat(read(shares)).isEqualTo(expected);
    }

    @Test
    void compressedObjectsAndEntriesOfArchivesAreReadWhole() throws IOException {
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.gz")))) {
            stream.write(TEXT);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("b.zip")))) {
            zip.putNextEntry(new ZipEntry("inside"));
            zip.write(TEXT);
        }
        List<Share<String>> shares = SharePlanner.plan(Sources.text(folder.toString()), TestStores.ANY, 1_000, 5);

        assertThat(shares).hasSize(2);
        assertThat(read(shares)).hasSize(20_000).startsWith("line 0").endsWith("line 9999");
    }

    @Test
    void anObjectThatHasAnotherLengthThanWhenItWasPlannedIsAnErrorInEachRange() throws IOException {
        String name = file("a", TEXT);
        List<Share<String>> cut = SharePlanner.plan(Sources.text(name), TestStores.ANY, 10_000, 1);
        List<Share<String>> whole = SharePlanner.plan(Sources.text(name), TestStores.ANY, 1 << 20, 1);
        for (int length : new int[] {35_000, TEXT.length + 1}) {
            file("a", Arrays.copyOf(TEXT, length));
            for (Share<String> share : List.of(cut.getFirst(), cut.get(4), cut.getLast(), whole.getFirst())) {
                assertThatThrownBy(() -> new Reading().all(share))
                        .isInstanceOf(ObjectChangedException.class)
                        .hasMessageContaining("was found with " + TEXT.length + " bytes and now has " + length);
            }
        }
    }

    @Test
    void inALaterRangeTheByteSaysWhereABadRecordStands() throws IOException {
        record Numbered(int line) {}

        Reading reading = new Reading();
        reading.all(SharePlanner.plan(
                Sources.csv(file("a", TEXT), Numbered.class)
                        .withoutHeader("line")
                        .badRecords(BadRecords.skip()),
                TestStores.ANY,
                1 << 20,
                2));

        assertThat(reading.bad).hasSize(10_000);
        assertThat(reading.bad.get(9).place()).endsWith("/a, row 10");
        assertThat(reading.bad.getLast().place()).endsWith("/a, byte " + (TEXT.length - "line 9999".length()));
    }

    @Test
    void storedObjectsAreReadByRange() {
        String location = "memory:SharePlannerTest";
        try (ObjectStore store = ObjectStores.open(location)) {
            store.put("in/text", TEXT);

            List<Share<String>> shares = SharePlanner.plan(Sources.text(location + "/in/"), TestStores.ANY, 20_000, 1);

            assertThat(shares).hasSizeGreaterThan(3);
            assertThat(read(shares)).isEqualTo(LINES);
        }
    }

    @Test
    void fixedRecordsAreCutBetweenRecords() throws IOException {
        byte[] content = new byte[785 * 100];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i / 785);
        }
        List<Share<byte[]>> shares =
                SharePlanner.plan(Sources.fixed(785, file("digits", content)), TestStores.ANY, 10_000, 1);

        assertThat(shares).hasSize(8);
        assertThat(read(shares).stream().map(record -> (int) record[784]))
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void theRecordClassTravelsWithTheShares() throws IOException {
        record Line(String text) {}

        KryoValueCodec codec = new KryoValueCodec(SharePlannerTest.class.getClassLoader());
        List<Share<Line>> shares = SharePlanner.plan(
                Sources.csv(file("a", TEXT), Line.class).withoutHeader("text"), TestStores.ANY, 1 << 20, 3);

        assertThat(arrived(shares.getLast(), codec).bytes()).isPositive();
        assertThat(codec.classesSeen()).contains(Line.class);
        assertThat(read(shares)).hasSize(10_000).endsWith(new Line("line 9999"));
    }

    @Test
    void objectsAreNeverCut() throws IOException {
        file("a", TEXT);
        file("b", "b".getBytes(UTF_8));

        assertThat(read(SharePlanner.plan(Sources.texts(folder.toString()), TestStores.ANY, 10, 1)))
                .containsExactly(new String(TEXT, UTF_8), "b");
        assertThat(read(SharePlanner.plan(Sources.objects(folder.toString()), TestStores.ANY, 10, 1)))
                .extracting(ObjectInput::size)
                .containsExactly((long) TEXT.length, 1L);
    }

    @Test
    void collectionsAreDealtEvenlyInOrder() {
        List<Share<String>> shares = SharePlanner.plan(Sources.of(LINES), TestStores.ANY, 1 << 30, 3);

        assertThat(shares).hasSize(3).allMatch(share -> new Reading().all(share).size() >= 3_333);
        assertThat(read(shares)).isEqualTo(LINES);
        assertThat(SharePlanner.plan(Sources.of(List.of()), TestStores.ANY, 10, 3))
                .isEmpty();
    }

    @Test
    void rangesAreCutByArithmetic() {
        for (Source<Long> source : List.of(Sources.range(-7, 100), Sources.range(5, 6))) {
            assertThat(read(SharePlanner.plan(source, TestStores.ANY, 1, 10)).getLast())
                    .isIn(99L, 5L);
        }
        assertThat(read(SharePlanner.plan(Sources.range(-7, 100), TestStores.ANY, 1 << 20, 10)))
                .isEqualTo(LongStream.range(-7, 100).boxed().toList());
        assertThat(SharePlanner.plan(Sources.range(Long.MAX_VALUE - 2, Long.MAX_VALUE), TestStores.ANY, 1, 1))
                .hasSize(1);
        assertThat(SharePlanner.plan(Sources.range(1, 1), TestStores.ANY, 1, 10))
                .isEmpty();
    }

    @Test
    void emptyObjectsHaveNoRecords() throws IOException {
        file("a", new byte[0]);
        file("b", new byte[0]);

        assertThat(read(SharePlanner.plan(Sources.text(folder.toString()), TestStores.ANY, 10, 5)))
                .isEmpty();
    }

    @Test
    void whatMatchesNothingIsSaidAtOnce() {
        assertThatThrownBy(() -> SharePlanner.plan(Sources.text(folder + "/*.txt"), TestStores.ANY, 1, 1))
                .hasMessageContaining("*.txt");
        assertThatThrownBy(() -> Sources.text()).hasMessageContaining("no pattern given");
    }
}
