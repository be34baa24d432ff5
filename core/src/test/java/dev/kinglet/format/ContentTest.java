package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.kinglet.Row;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.store.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object is, its bytes say, whatever its name: text in any encoding and compression is read right, or refused. */
class ContentTest {

    private static final int TEXTS = 12;

    @TempDir
    Path folder;

    private final Random random = new Random(15);

    record Line(String text, int number) {}

    /** How a text is stored, and whether nobody has to be told. */
    private record Form(byte[] mark, Charset charset, boolean told) {}

    private static final Form PLAIN = new Form(new byte[0], UTF_8, false);

    private static final List<Form> FORMS = List.of(
            PLAIN,
            new Form(bytes("efbbbf"), UTF_8, false),
            new Form(bytes("fffe"), UTF_16LE, false),
            new Form(bytes("feff"), UTF_16BE, false),
            new Form(bytes("fffe0000"), Charset.forName("UTF-32LE"), false),
            new Form(bytes("0000feff"), Charset.forName("UTF-32BE"), false),
            new Form(new byte[0], UTF_16BE, true),
            new Form(new byte[0], UTF_16LE, true),
            new Form(new byte[0], Charset.forName("UTF-32"), true),
            new Form(new byte[0], ISO_8859_1, true),
            new Form(new byte[0], Charset.forName("windows-1252"), true),
            new Form(new byte[0], Charset.forName("GB18030"), true),
            new Form(bytes("efbbbf"), UTF_8, true));

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] stored(String text, Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(form.mark());
        bytes.writeBytes(text.getBytes(form.charset()));
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        // Two members, as appending leaves them.
        int half = bytes.length / 2;
        for (int[] part : new int[][] {{0, half}, {half, bytes.length - half}}) {
            try (GZIPOutputStream stream = new GZIPOutputStream(stored)) {
                stream.write(bytes, part[0], part[1]);
            }
        }
        return stored.toByteArray();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            word.append("abcäöüß é~|'".charAt(random.nextInt(12)));
        }
        return word.toString();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            lines.add(new Line(word(), random.nextInt(100)));
        }
        return lines;
    }

    private <T> List<T> read(Source<T> source) {
        return new Reading()
                .all(SharePlanner.plan(source, TestStores.ANY, 1 + random.nextInt(40), 1 + random.nextInt(4)));
    }

    /** Each form of each text, plain and compressed, under names that say so, nothing, or something else. */
    @Test
    void textIsReadInEveryEncodingCompressionAndKindOfLineEnd() throws IOException {
        for (int i = 0; i < TEXTS; i++) {
            List<Line> lines = lines();
            for (Form form : FORMS) {
                String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
                String last = random.nextBoolean() ? end : "";
                StringBuilder text = new StringBuilder();
                StringBuilder csv = new StringBuilder("text,number");
                StringBuilder json = new StringBuilder();
                for (Line line : lines) {
                    text.append(text.isEmpty() ? "" : end).append(line.text());
                    csv.append(end)
                            .append('"')
                            .append(line.text())
                            .append("\",")
                            .append(line.number());
                    json.append(json.isEmpty() ? "" : end)
                            .append("{\"text\":\"" + line.text() + "\",\"number\":" + line.number() + "}");
                }
                for (boolean told : form.told() ? List.of(true) : List.of(true, false)) {
                    assertThat(text(text + last, form, told))
                            .as("%s, told %s, line ends of %s", form.charset(), told, end.length())
                            .isEqualTo(lines.stream().map(Line::text).toList());
                    assertThat(csv(csv + last, form, told)).isEqualTo(lines);
                    assertThat(json(json + last, form, told)).isEqualTo(lines);
                }
            }
        }
    }

    private String file(String text, Form form) throws IOException {
        byte[] plain = stored(text, form);
        String name =
                List.of("x", "X.TXT", "x.gz", "X.GZ", "y", "x.zst", "z.gz").get(random.nextInt(7));
        boolean compressed = name.length() == 1 ? random.nextBoolean() : !name.endsWith("TXT");
        byte[] stored = !compressed ? plain : random.nextBoolean() ? gzip(plain) : Zstd.compress(plain);
        return Files.write(folder.resolve(name), stored).toString();
    }

    private List<String> text(String text, Form form, boolean told) throws IOException {
        String file = file(text, form);
        return read(told ? Sources.text(file).charset(form.charset()) : Sources.text(file));
    }

    private List<Line> csv(String text, Form form, boolean told) throws IOException {
        var source = Sources.csv(Line.class, file(text, form));
        return read(told ? source.charset(form.charset()) : source);
    }

    private List<Line> json(String text, Form form, boolean told) throws IOException {
        var source = Sources.json(Line.class, file(text, form));
        return read(told ? source.charset(form.charset()) : source);
    }

    /** Without a mark or a word no other encoding is taken for UTF-8. */
    @Test
    void whatNobodyNamedIsRefusedUnlessItIsTheSameInUtf8() throws IOException {
        for (int i = 0; i < 100; i++) {
            String text = word() + "\n" + word() + "\n";
            for (Form form : FORMS) {
                if (form.mark().length > 0) {
                    continue;
                }
                byte[] stored = text.getBytes(form.charset());
                Files.write(folder.resolve("x"), stored);
                String file = folder.resolve("x").toString();
                try {
                    assertThat(read(Sources.text(file)))
                            .as("%s", form.charset())
                            .isEqualTo(text.lines().toList());
                    assertThat(read(Sources.texts(file))).containsExactly(text);
                } catch (UndecodableException e) {
                    assertThat(text.getBytes(UTF_8)).as(e.getMessage()).isNotEqualTo(stored);
                    assertThat(e.getMessage()).contains(file).containsAnyOf("UTF-8", "UTF-16");
                    assertThatThrownBy(() -> read(Sources.texts(file))).isInstanceOf(UndecodableException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bzip2, 425a68393141592653590000",
        "xz, fd377a585a000004",
        "LZ4, 04224d186440a7",
        "Snappy, ff060000734e61507059",
        "LZW, 1f9d90",
        "zip, 504b030414000000",
        "7z, 377abcaf271c0004",
        "rar, 526172211a0700",
        "Parquet, 5041523115041510",
        "ORC, 4f52430a0012",
        "Arrow, 4152524f57310000",
        "Avro, 4f626a0104",
        "SQLite, 53514c69746520666f726d6174203300",
        "PDF, 255044462d312e37",
        "NUL, 610062000a00"
    })
    void whatIsNoTextIsRefusedByItsName(String what, String hex) throws IOException {
        byte[] object = bytes(hex);
        if (what.equals("ORC")) {
            object[3] = 2;
        }
        for (byte[] stored : List.of(object, gzip(object))) {
            String file = Files.write(folder.resolve("data.csv"), stored).toString();
            for (Source<?> source : List.of(
                    Sources.text(file),
                    Sources.texts(file),
                    Sources.csv(file),
                    Sources.json(file),
                    Sources.text(file).delimitedBy("|"))) {
                assertThatThrownBy(() -> read(source))
                        .isInstanceOf(UndecodableException.class)
                        .hasMessageContaining("data.csv")
                        .hasMessageContaining(what);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1 is a word", "ORC,1", "BZh9 x", "PK", "SEQ\tx", "Rar!", "7z", "LZIP", "ustar", "%PD"})
    void wordsThatFormatsBeginWithAreText(String text) throws IOException {
        String file = Files.writeString(folder.resolve("x"), text).toString();

        assertThat(read(Sources.text(file))).containsExactly(text);
    }

    @Test
    void lineEndsOfAnotherKindThanTheFirstAreRefusedRatherThanKeptInValues() throws IOException {
        String rows =
                Files.writeString(folder.resolve("x.csv"), "n,s\n1,a\r2,b\r").toString();
        assertThatThrownBy(() -> read(Sources.csv(rows).column("s", String.class)))
                .hasMessageContaining("end of line");
        String lines = Files.writeString(folder.resolve("x.txt"), "a\r".repeat(40_000) + "b\nc\r")
                .toString();
        assertThatThrownBy(() -> read(Sources.text(lines))).hasMessageContaining("line feed");
        String kept = Files.writeString(folder.resolve("y.txt"), "10%\r20%\rdone\nx\n")
                .toString();
        assertThat(read(Sources.text(kept))).containsExactly("10%\r20%\rdone", "x");
    }

    @Test
    void charactersThatAreNulAreReadWhereTheEncodingIsNamed() throws IOException {
        String file = Files.writeString(folder.resolve("x"), "a\0b\nc\n").toString();

        assertThat(read(Sources.text(file).charset(UTF_8))).containsExactly("a\0b", "c");
        assertThat(read(Sources.text(file).delimitedBy("\0"))).containsExactly("a", "b\nc\n");
    }

    @Test
    void partsWithoutRowsSayNothingOfTypes() throws IOException {
        Files.createFile(folder.resolve("_SUCCESS"));
        Files.createFile(folder.resolve("part-a.csv"));
        Files.writeString(folder.resolve("part-b.csv"), "n,s\n");
        Files.writeString(folder.resolve("part-c.csv"), "\n\nn,s\n1,a\n");
        Files.writeString(folder.resolve("part-d.csv"), "n,s\n2,b\n2.5,c\n");
        List<String> columns = List.of("n", "s");

        assertThat(read(Sources.csv(folder.toString())))
                .containsExactly(
                        new Row(columns, List.of(1.0, "a")),
                        new Row(columns, List.of(2.0, "b")),
                        new Row(columns, List.of(2.5, "c")));
        assertThat(read(Sources.csv(folder.resolve("part-a.csv").toString()))).isEmpty();
    }

    @Test
    void emptyPartsAreNoFailuresOfTablesUnlessTheyAreNamed() throws IOException {
        Path table = folder.resolve("part-1.parquet");
        try (RecordWriter<Object> writer =
                RecordWriters.open(dev.kinglet.Sinks.parquet("x"), Files.newOutputStream(table))) {
            writer.write(new Line("a", 1));
        }
        Files.createFile(folder.resolve("part-0.parquet"));
        Files.createFile(folder.resolve("_SUCCESS"));
        Files.createFile(folder.resolve("_metadata"));

        assertThat(read(Sources.parquet(Line.class, folder.toString()))).containsExactly(new Line("a", 1));
        assertThat(read(Sources.parquet(Line.class, folder + "/*"))).containsExactly(new Line("a", 1));
        assertThatThrownBy(() -> read(Sources.parquet(Line.class, folder + "/part-0.parquet")))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void jsonThatIsNoLinesSaysWhatToDo() throws IOException {
        for (String json : List.of("[{\"a\":1}]", "[\n{\"a\":1}\n]", "{\n\"a\":1\n}")) {
            String file = Files.writeString(folder.resolve("x.json"), json).toString();
            assertThatThrownBy(() -> read(Sources.json(file))).hasMessageContaining("one object on each line");
        }
        String numbers = Files.writeString(folder.resolve("y.json"), "{\"a\":1e400,\"b\":0.1,\"c\":1e-400}")
                .toString();
        assertThat(read(Sources.json(numbers)))
                .containsExactly(Map.of(
                        "a", new java.math.BigDecimal("1e400"), "b", 0.1, "c", new java.math.BigDecimal("1e-400")));
    }
}
