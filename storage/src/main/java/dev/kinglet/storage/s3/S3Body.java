package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.ObjectEncodedException;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object as an answer has them, compared with what was asked: status, length, encoding, range and version. A difference is an
 * error that names both sides; other bytes than those asked for are never given.
 *
 * <p>The version is compared by the answer's entity tag in place of asking with {@code If-Match}: it is as good, since the tag belongs to the very
 * bytes that follow, and some servers (Ceph 16) refuse each such condition.
 */
final class S3Body {

    /** The length of a body that does not say it. */
    static final long UNKNOWN = -1;

    private static final Pattern RANGE = Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** The encodings that a name may speak of: what it ends with says then what the bytes are. */
    private static final Map<String, List<String>> ENDINGS = Map.of(
            "gzip", List.of(".gz", ".gzip", ".tgz"),
            "x-gzip", List.of(".gz", ".gzip", ".tgz"),
            "zstd", List.of(".zst", ".zstd"),
            "bzip2", List.of(".bz2"),
            "xz", List.of(".xz"),
            "br", List.of(".br"));

    private final String action;
    private final Asked asked;
    private final Headers headers;

    /**
     * What was asked.
     *
     * @param length how many bytes from the offset, or null for all
     * @param found the object whose bytes they are to be, or null if any of that name will do
     */
    record Asked(
            String key,
            long offset,
            @Nullable Integer length,
            @Nullable ObjectInfo found) {

        boolean isRange() {
            return offset > 0 || length != null;
        }

        private boolean isWhole() {
            return length == null;
        }
    }

    /** @param action what was tried on which key, for messages */
    S3Body(String action, Asked asked, Headers headers) {
        this.action = action;
        this.asked = asked;
        this.headers = headers;
    }

    /**
     * The bytes that were asked for, and no others. The stream fails where the body ends sooner or later than announced.
     *
     * @throws StorageException if they are of another object than the one that was found
     * @throws IOException if the answer is not one to this request
     */
    ExactStream checked(InputStream body) throws IOException {
        checkEncoding();
        checkVersion();
        return "206".equals(headers.get(S3Answers.STATUS)) ? part(body) : whole(body);
    }

    private void checkEncoding() {
        String encodings = headers.get("Content-Encoding");
        for (String encoding : encodings == null
                ? new String[0]
                : encodings.toLowerCase(Locale.ROOT).split(",")) {
            String bare = encoding.strip();
            // aws-chunked tells how the object was sent, which some servers keep.
            boolean plain = bare.isEmpty() || bare.equals("identity") || bare.equals("aws-chunked");
            String key = asked.key.toLowerCase(Locale.ROOT);
            if (!plain && ENDINGS.getOrDefault(bare, List.of()).stream().noneMatch(key::endsWith)) {
                throw new ObjectEncodedException(
                        action + ": the object is stored with Content-Encoding: " + bare
                                + ", so that its bytes are not those"
                                + " that its name promises; store it without, or under a name that says it"
                                + (ENDINGS.containsKey(bare)
                                        ? ", as one that ends with "
                                                + ENDINGS.get(bare).getFirst()
                                        : ""),
                        null);
            }
        }
    }

    private void checkVersion() {
        String expected = asked.found == null ? null : asked.found.version();
        if (expected == null) {
            return;
        }
        String tag = S3Answers.tag(headers.get("ETag"));
        if (!expected.equals(tag)) {
            throw changed("it was found with the entity tag " + expected + ", the answer has "
                    + (tag == null ? "none" : tag));
        }
    }

    private ExactStream part(InputStream body) throws IOException {
        if (!asked.isRange()) {
            throw new NotS3Exception("it has status 206, though the whole object was asked for", false);
        }
        String said = String.valueOf(headers.get("Content-Range"));
        Matcher range = RANGE.matcher(said);
        if (!range.matches()) {
            throw new NotS3Exception("it has status 206 and the Content-Range " + said, false);
        }
        long first = Long.parseLong(range.group(1));
        long behind = Long.parseLong(range.group(2)) + 1;
        long total = range.group(3).equals("*") ? UNKNOWN : Long.parseLong(range.group(3));
        checkSize(total);
        long size = total == UNKNOWN && asked.found != null ? asked.found.size() : total;
        if (first != asked.offset || behind <= first || !isEnd(behind, size)) {
            throw new NotS3Exception(
                    "it has the Content-Range " + said + ", asked for were bytes " + asked.offset + "-"
                            + (asked.isWhole() ? "" : end(Long.MAX_VALUE) - 1),
                    false);
        }
        long announced = announced();
        if (announced != UNKNOWN && announced != behind - first) {
            throw new NotS3Exception("it has the Content-Range " + said + " and " + announced + " bytes", false);
        }
        return new ExactStream(body, behind - first, true);
    }

    /** A server may answer a range by the whole: the part is taken out of it. */
    private ExactStream whole(InputStream body) throws IOException {
        long announced = announced();
        checkSize(announced);
        long size = announced == UNKNOWN && asked.found != null ? asked.found.size() : announced;
        if (!asked.isRange()) {
            return new ExactStream(body, size, true);
        }
        if (size != UNKNOWN && asked.offset >= size) {
            body.close();
            return new ExactStream(InputStream.nullInputStream(), 0, true);
        }
        body.skipNBytes(asked.offset);
        return size == UNKNOWN
                ? new ExactStream(body, UNKNOWN, true)
                : new ExactStream(body, end(size) - asked.offset, end(size) == size);
    }

    private void checkSize(long size) {
        if (asked.found != null && size != UNKNOWN && size != asked.found.size()) {
            throw changed("it was found with " + asked.found.size() + " bytes, the answer is of " + size);
        }
    }

    private ObjectChangedException changed(String difference) {
        return new ObjectChangedException(
                action + ": " + difference
                        + "; the object was replaced since, or something between answers in its place",
                null);
    }

    /** Whether what was asked for ends there; of a server that does not say how long the object is, all of it is wanted. */
    private boolean isEnd(long behind, long size) {
        return size == UNKNOWN ? asked.isWhole() || behind == end(Long.MAX_VALUE) : behind == end(size);
    }

    /** Where what was asked for ends in an object of this size. */
    private long end(long size) {
        return asked.length == null ? size : Math.min(size, asked.offset + asked.length);
    }

    private long announced() throws NotS3Exception {
        String announced = headers.get("Content-Length");
        if (announced == null) {
            return UNKNOWN;
        }
        try {
            return Long.parseLong(announced.strip());
        } catch (NumberFormatException e) {
            throw new NotS3Exception("it has the Content-Length " + announced, false);
        }
    }

    /** Bytes of a known number, or of any. */
    static final class ExactStream extends InputStream {

        private final InputStream body;
        private final long length;
        private final boolean endsThere;
        private long read;

        /** @param endsThere whether the body has to end behind these bytes */
        ExactStream(InputStream body, long length, boolean endsThere) {
            this.body = body;
            this.length = length;
            this.endsThere = endsThere;
        }

        /** How many bytes there are in all, or {@link #UNKNOWN}. */
        long length() {
            return length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (read == length) {
                if (endsThere && body.read() >= 0) {
                    throw new NotS3Exception("it goes on behind the " + length + " bytes that it should have", false);
                }
                return -1;
            }
            int got = body.read(bytes, offset, length == UNKNOWN ? count : (int) Math.min(count, length - read));
            if (got < 0 && length != UNKNOWN) {
                throw new IOException("the body ends after " + read + " of " + length + " bytes");
            }
            read += Math.max(got, 0);
            return got;
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }

        /** All of them, in an array of their number: a stream of unknown length would be read in pieces, and these copied into one. */
        byte[] readExactly(long most) throws IOException {
            if (length == UNKNOWN) {
                return readNBytes((int) Math.min(most, MAX_ARRAY));
            }
            if (length > Math.min(most, MAX_ARRAY)) {
                throw new NotS3Exception(
                        "it has " + length + " bytes, more than an array takes; read it as a stream", false);
            }
            byte[] bytes = new byte[(int) length];
            int count = readNBytes(bytes, 0, bytes.length);
            // The end is asked for, too: what is left of a body keeps its connection from being used again.
            return count == bytes.length && read() < 0 ? bytes : Arrays.copyOf(bytes, count);
        }

        /** The longest array that every JVM can make. */
        private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
    }
}
