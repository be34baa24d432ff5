package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kinglet.closure.UndecodableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an object holds, told by its first bytes: a name may say nothing of it, or something else. */
public enum Content {
    /** Nothing that is known, so text where text is expected. */
    PLAIN(""),
    GZIP("compressed by gzip"),
    ZSTD("compressed by zstd"),
    BZIP2("compressed by bzip2"),
    XZ("compressed by xz"),
    LZ4("compressed by LZ4"),
    SNAPPY("compressed by Snappy"),
    LZIP("compressed by lzip"),
    LZW("compressed by compress (LZW)"),
    ZIP("a zip archive, as documents of Office are, too"),
    TAR("a tar archive"),
    SEVEN_ZIP("a 7z archive"),
    RAR("a rar archive"),
    PARQUET("Parquet"),
    ORC("ORC"),
    ARROW("Arrow"),
    AVRO("Avro"),
    SEQUENCE_FILE("a Hadoop sequence file"),
    SQLITE("a database of SQLite"),
    HDF5("HDF5"),
    OLE("an old document of Office"),
    PDF("PDF"),
    IMAGE("an image"),
    PROGRAM("a program");

    /** So many bytes tell: a tar archive's name for itself stands at 257. */
    public static final int LOOK_BYTES = 512;

    private static final int TAR_OFFSET = 257;

    /** Text begins with none of these: each has a byte that no text has, or a whole word of its own. Characters are bytes. */
    private record Mark(String bytes, Content content) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("\u001f\u008b\b", GZIP),
            new Mark("(\u00b5/\u00fd", ZSTD),
            new Mark("\u00fd7zXZ\0", XZ),
            new Mark("\u0004\"M\u0018", LZ4),
            new Mark("\u00ff\u0006\0\0sNaPpY", SNAPPY),
            new Mark("LZIP\u0001", LZIP),
            new Mark("\u001f\u009d", LZW),
            new Mark("\u001f\u00a0", LZW),
            new Mark("PK\u0003\u0004", ZIP),
            new Mark("PK\u0005\u0006", ZIP),
            new Mark("PK\u0007\b", ZIP),
            new Mark("7z\u00bc\u00af'\u001c", SEVEN_ZIP),
            new Mark("Rar!\u001a\u0007", RAR),
            new Mark("ARROW1\0\0", ARROW),
            new Mark("Obj\u0001", AVRO),
            new Mark("SQLite format 3\0", SQLITE),
            new Mark("\u0089HDF\r\n", HDF5),
            new Mark("\u00d0\u00cf\u0011\u00e0", OLE),
            new Mark("%PDF-", PDF),
            new Mark("\u0089PNG\r\n", IMAGE),
            new Mark("\u00ff\u00d8\u00ff", IMAGE),
            new Mark("GIF87a", IMAGE),
            new Mark("GIF89a", IMAGE),
            new Mark("\u007fELF", PROGRAM),
            new Mark("\u00ca\u00fe\u00ba\u00be", PROGRAM));

    private final String description;

    Content(String description) {
        this.description = description;
    }

    /** What begins with these bytes. */
    public static Content of(byte[] bytes, int from, int until) {
        String head = new String(bytes, from, Math.min(until - from, LOOK_BYTES), ISO_8859_1);
        for (Mark mark : MARKS) {
            if (head.startsWith(mark.bytes())) {
                return mark.content();
            }
        }
        return head.isEmpty() ? PLAIN : partlyText(head);
    }

    /** Marks that a text may begin with, if nothing that follows tells them from one. */
    private static Content partlyText(String head) {
        if (head.startsWith("BZh") && head.startsWith("1AY&SY", 4)) {
            return BZIP2;
        }
        if (head.startsWith("ustar", TAR_OFFSET)) {
            return TAR;
        }
        if (isBinary(head, "PAR1") || isBinary(head, "PARE")) {
            return PARQUET;
        }
        if (isBinary(head, "ORC")) {
            return ORC;
        }
        if (isBinary(head, "SEQ")) {
            return SEQUENCE_FILE;
        }
        boolean skippable = head.length() >= 4 && (head.charAt(0) & 0xf0) == 0x50 && head.startsWith("*M\u0018", 1);
        return skippable ? ZSTD : PLAIN;
    }

    /** Whether it begins with that, and goes on as no text does. */
    private static boolean isBinary(String head, String mark) {
        if (!head.startsWith(mark) || head.length() == mark.length()) {
            return false;
        }
        char next = head.charAt(mark.length());
        return next < ' ' && next != '\n' && next != '\r' && next != '\t';
    }

    /** Whether {@link #decompress} reads it. */
    public boolean isReadable() {
        return this == GZIP || this == ZSTD;
    }

    /** The bytes that a compressed stream stands for. Closing it closes what is behind it. */
    public InputStream decompress(InputStream stored, String name) throws IOException {
        return this == GZIP ? new Gunzip(stored) : Zstandard.open(stored, name);
    }

    /** The failure to say where a reader of text meets this. */
    public UndecodableException refusal(String name) {
        return new UndecodableException(name + " is no text: it is " + description + ", " + remedy(), null, null);
    }

    private String remedy() {
        return switch (this) {
            case PARQUET -> "which Sources.parquet reads";
            case ARROW -> "which Sources.arrow reads";
            case ZIP -> "which is read from a folder under a name that ends with .zip or .jar";
            case BZIP2, XZ, LZ4, SNAPPY, LZIP, LZW ->
                "which cannot be read here; compress it by gzip or zstd, or decompress it in a function that takes the"
                        + " object (Sources.objects)";
            case TAR, SEVEN_ZIP, RAR -> "which cannot be read; unpack it, or pack it as a zip";
            default -> "which is not read as text; a function that takes the object (Sources.objects) may read it";
        };
    }

    /** How an object is said to be compressed by its name, or null where that says nothing. */
    static @Nullable Content named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz") || lower.endsWith(".gzip")) {
            return GZIP;
        }
        return lower.endsWith(".zst") || lower.endsWith(".zstd") ? ZSTD : null;
    }
}
