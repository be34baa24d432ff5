package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.ObjectEncodedException;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.s3.RawS3.Answer;
import dev.kinglet.storage.s3.RawS3.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every answer is compared with what was asked: whatever is altered in a right one, the caller has the right bytes or an error, never others. */
class S3AnswersTest {

    private static final byte[] CONTENT = "0123456789abcdefghij".getBytes(UTF_8);
    private static final String MODIFIED = "Fri, 27 Nov 2026 10:00:00 GMT";
    private static final String TAG = "5d41402abc4b2a76b9719d911017c592";
    private static final ObjectInfo FOUND =
            new ObjectInfo("a b", CONTENT.length, Instant.parse("2026-11-27T10:00:00Z"), TAG);

    /** Without keys, so that their names cannot be in what an altered answer says. */
    private static final String ERROR = "<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>";

    private static final String PAGE = "<html><body>Please log in</body></html>";

    @SuppressWarnings("NullAway.Init") // set before each test
    private RawS3 server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = new RawS3();
        S3Location location =
                S3Location.parse("s3://bucket/prefix?endpoint=" + server.endpoint(), S3Server.environment());
        store = new S3ObjectStore(location, new S3Client(location, S3Server.environment()));
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void whateverIsAlteredInTheAnswerToAReadTheBytesAreRightOrThereIsAnError() {
        Answer whole = Answer.of(200, CONTENT, "ETag", '"' + TAG + '"', "Last-Modified", MODIFIED);
        Answer part = Answer.of(
                206,
                Arrays.copyOfRange(CONTENT, 3, 10),
                "ETag",
                '"' + TAG + '"',
                "Content-Range",
                "bytes 3-9/20",
                "Last-Modified",
                MODIFIED);
        Answer rest = Answer.of(
                206, Arrays.copyOfRange(CONTENT, 3, 20), "ETag", '"' + TAG + '"', "Content-Range", "bytes 3-19/20");

        survives(whole, CONTENT, () -> store.read(FOUND));
        survives(whole, CONTENT, () -> drained(store.open(FOUND, 0)));
        survives(part, Arrays.copyOfRange(CONTENT, 3, 10), () -> store.read(FOUND, 3, 7));
        survives(rest, Arrays.copyOfRange(CONTENT, 3, 20), () -> store.read(FOUND, 3, 100));
        survives(rest, Arrays.copyOfRange(CONTENT, 3, 20), () -> drained(store.open(FOUND, 3)));
        ObjectInfo odd = new ObjectInfo("a//b/../", FOUND.size(), FOUND.modified(), TAG);
        survives(whole, CONTENT, () -> store.read(odd));
        survives(part, Arrays.copyOfRange(CONTENT, 3, 10), () -> store.read(odd, 3, 7));
    }

    /** Of objects that were not looked up before, length and version are not known; the rest is. */
    @Test
    void aReadByNameChecksWhatItCan() {
        Answer part = Answer.of(206, Arrays.copyOfRange(CONTENT, 3, 10), "Content-Range", "bytes 3-9/20");
        survives(
                withoutOtherBodies(alterations(part)),
                Arrays.copyOfRange(CONTENT, 3, 10),
                () -> store.get("a b", 3, 7));

        server.answer(asked -> Answer.of(200, CONTENT));
        assertThat(store.get("a b", 3, 7))
                .as("a server without ranges")
                .asString(UTF_8)
                .isEqualTo("3456789");
        assertThat(store.get("a b", 15, 7)).asString(UTF_8).isEqualTo("fghij");
        assertThat(store.get("a b", 20, 7)).isEmpty();
    }

    @Test
    void whateverIsAlteredInTheAnswerToAWriteItIsDoneOrThereIsAnError() throws IOException {
        Answer stored = Answer.of(200, "", "ETag", "\"900150983cd24fb0d6963f7d28e17f72\"");
        for (Answer altered : alterations(stored)) {
            server.answer(asked -> altered);
            boolean confirmed = altered.headers().stream()
                    .anyMatch(header -> header.name().equals("ETag")
                            && header.value().contains("900150983cd24fb0d6963f7d28e17f72"));
            assertDoneOnlyIf(
                    altered.status() <= 204
                            && altered.status() != 202
                            && altered.status() != 203
                            && (confirmed || hasOtherTag(altered)),
                    altered,
                    () -> store.put("a b", "abc".getBytes(UTF_8)));
        }

        Answer copied = document(
                "<CopyObjectResult><ETag>\"x\"</ETag><LastModified>2026-11-27T10:00:00Z</LastModified></CopyObjectResult>");
        for (Answer altered : alterations(copied)) {
            server.answer(asked -> altered);
            boolean whole =
                    altered.status() == 200 && new String(altered.body(), UTF_8).contains("</CopyObjectResult>");
            assertDoneOnlyIf(whole, altered, () -> store.copy("a", "a b"));
        }
    }

    @Test
    void anUploadIsCompleteOnlyWhereTheServerSaysSo() {
        Answer completed = document("<CompleteMultipartUploadResult><Location>x</Location><Bucket>bucket</Bucket>"
                + "<Key>prefix/a b</Key><ETag>\"x-2\"</ETag></CompleteMultipartUploadResult>");
        byte[] content = new byte[(8 << 20) + 1];
        for (Answer altered : List.of(
                completed,
                document(ERROR),
                document(PAGE),
                document(""),
                Answer.of(200, ""),
                document("<?xml version=\"1.0\"?>"))) {
            server.answer(asked -> switch (asked.method()) {
                case "PUT" -> Answer.of(200, "", "ETag", "\"part\"");
                case "DELETE" -> Answer.of(204, "");
                default ->
                    asked.target().contains("uploads")
                            ? document(
                                    "<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>k</Key><UploadId>7</UploadId></InitiateMultipartUploadResult>")
                            : altered;
            });
            assertDoneOnlyIf(altered.equals(completed), altered, () -> {
                try (ObjectUpload upload = store.upload("a b")) {
                    upload.write(content);
                    upload.commit();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void aListingIsOfWhatWasAskedOrAnError() {
        String item = "<Contents><Key>prefix/%s</Key><LastModified>2026-11-27T10:00:00.000Z</LastModified><ETag>&quot;"
                + TAG + "&quot;</ETag><Size>%s</Size></Contents>";
        String right =
                "<ListBucketResult><Name>bucket</Name><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>"
                        + item.formatted("a+b", 20) + "</ListBucketResult>";
        server.answer(asked -> document(right));
        assertThat(store.find("a", null)).isEqualTo(new FoundObjects(List.of(FOUND), null));

        for (String wrong : List.of(
                PAGE,
                ERROR,
                "",
                "{}",
                right.substring(0, right.length() - 5),
                right.replace("prefix/a+b", "other/a"),
                right.replace("prefix/a+b", "prefix/b"),
                right.replace(">bucket<", ">another<"),
                right.replace(">false<", ">true<"),
                right.replace("<IsTruncated>", "<NextContinuationToken>t</NextContinuationToken><IsTruncated>"),
                right.replace(">20<", ">-1<"),
                right.replace(">20<", ">many<"),
                right.replace("2026-11-27T10:00:00.000Z", "yesterday"))) {
            server.answer(asked -> document(wrong));
            assertThatExceptionOfType(StorageException.class)
                    .as(wrong)
                    .isThrownBy(() -> store.find("a", null))
                    .withMessageContaining("list of \"a\"");
        }
        server.answer(asked -> document(right.replace(">false<", ">true<")
                .replace("</Name>", "</Name><NextContinuationToken>t</NextContinuationToken>")));
        assertThat(store.find("a", null).next()).isEqualTo("t");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.find("a", "t"))
                .withMessageContaining("would never end");
    }

    @Test
    void aPageWithoutObjectsLeadsOnToTheNext() {
        server.answer(asked -> document("<ListBucketResult><Name>bucket</Name><IsTruncated>"
                + (asked.target().contains("continuation-token=")
                        ? "false</IsTruncated><Contents><Key>prefix/z</Key><LastModified>2026-11-27T10:00:00.000Z</LastModified>"
                                + "<Size>1</Size></Contents>"
                        : "true</IsTruncated><NextContinuationToken>on</NextContinuationToken>")
                + "</ListBucketResult>"));

        assertThat(store.list("", null, 10).objects())
                .extracting(ObjectInfo::key)
                .containsExactly("z");
        assertThat(store.find("", null)).isEqualTo(new FoundObjects(List.of(), "on"));
    }

    @Test
    void anObjectThatWasReplacedIsAnErrorThatSaysSo() {
        server.answer(asked -> Answer.of(200, CONTENT, "ETag", "\"another\""));
        assertThatExceptionOfType(ObjectChangedException.class)
                .isThrownBy(() -> store.read(FOUND))
                .withMessageContaining("\"a b\"")
                .withMessageContaining("found with the entity tag " + TAG + ", the answer has another")
                .matches(failure -> !failure.retryable());
        server.answer(asked -> Answer.of(416, ERROR));
        assertThatExceptionOfType(ObjectChangedException.class).isThrownBy(() -> store.read(FOUND, 3, 7));
        server.answer(asked -> Answer.of(200, ERROR, "ETag", TAG));
        assertThatExceptionOfType(ObjectChangedException.class)
                .isThrownBy(() -> store.read(FOUND))
                .withMessageContaining("found with 20 bytes, the answer is of " + ERROR.length());
        for (String same : List.of(TAG, "\"" + TAG + "\"", "W/\"" + TAG + "\"")) {
            server.answer(asked -> Answer.of(200, CONTENT, "ETag", same));
            assertThat(store.read(FOUND)).isEqualTo(CONTENT);
        }
    }

    /** As the listing gives them: another object than the one that was listed must not answer. */
    @Test
    void keysAreAskedForAsTheyAre() {
        server.answer(asked -> Answer.of(200, CONTENT, "ETag", TAG));
        for (String key : List.of(
                "a//b",
                "/x",
                "//",
                "x/",
                "a/./b",
                "a/../b",
                "..",
                "./x",
                "a b+c%2Fd%",
                "?q#f&x=y",
                "*[{\\",
                "line\nend\u0001",
                "e\u0301 and \u00e9",
                "\uD83D\uDC26",
                "%2E%2E/x",
                "...",
                "x".repeat(1024))) {
            store.read(new ObjectInfo(key, CONTENT.length, Instant.EPOCH, TAG));
            String target = server.asked().getLast().target();
            assertThat(target).startsWith("/bucket/prefix/");
            String sent = target.substring("/bucket/prefix/".length());
            assertThat(URLDecoder.decode(sent.replace("+", "%2B"), UTF_8)).isEqualTo(key);
            assertThat("/" + sent + "/").as("no browser's dots").doesNotContain("/./", "/../");
        }
    }

    @Test
    void anEncodingThatTheNameDoesNotSayIsRefused() {
        for (String encoding : List.of("gzip", "br", "deflate", "zstd", "aws-chunked,gzip", "GZIP", "something")) {
            server.answer(asked -> Answer.of(200, CONTENT, "ETag", TAG, "Content-Encoding", encoding));
            assertThatExceptionOfType(ObjectEncodedException.class)
                    .as(encoding)
                    .isThrownBy(() -> store.read(FOUND))
                    .withMessageContaining("Content-Encoding")
                    .withMessageContaining("\"a b\"");
        }
        for (String plain : List.of("", "identity", "aws-chunked", "aws-chunked, identity")) {
            server.answer(asked -> Answer.of(200, CONTENT, "ETag", TAG, "Content-Encoding", plain));
            assertThat(store.read(FOUND)).as(plain).isEqualTo(CONTENT);
        }
        server.answer(asked -> Answer.of(200, CONTENT, "ETag", TAG, "Content-Encoding", "gzip"));
        assertThat(store.read(new ObjectInfo("a.csv.GZ", 20, Instant.EPOCH, TAG)))
                .isEqualTo(CONTENT);
    }

    private void survives(Answer right, byte[] expected, Callable<byte[]> read) {
        survives(alterations(right), expected, read);
    }

    private void survives(List<Answer> answers, byte[] expected, Callable<byte[]> read) {
        server.answer(asked -> answers.getFirst());
        assertThat(answer(read)).as("the right answer").isEqualTo(expected);
        for (Answer altered : answers) {
            server.answer(asked -> altered);
            byte @Nullable [] got = answer(read);
            assertThat(got == null || Arrays.equals(got, expected))
                    .as("%s gave %s", shown(altered), got == null ? "an error" : new String(got, UTF_8))
                    .isTrue();
        }
    }

    private static byte @Nullable [] answer(Callable<byte[]> read) {
        try {
            return read.call();
        } catch (StorageException refused) {
            assertThat(refused).hasMessageMatching("(?s).*\"(a b|a//b/\\.\\./)\".*");
            return null;
        } catch (Exception e) {
            throw new AssertionError("neither bytes nor a failure of the store", e);
        }
    }

    private static void assertDoneOnlyIf(boolean done, Answer altered, Runnable write) {
        try {
            write.run();
            assertThat(done).as("%s counts as done", shown(altered)).isTrue();
        } catch (StorageException refused) {
            assertThat(refused).hasMessageContaining("a b\"");
        }
    }

    private static boolean hasOtherTag(Answer answer) {
        return answer.headers().stream()
                .anyMatch(header -> header.name().equals("ETag")
                        && !header.value().isBlank()
                        && !header.value().replace("\"", "").matches("[0-9a-fA-F]{32}"));
    }

    private static byte[] drained(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    private static Answer document(String body) {
        return Answer.of(200, body, "Content-Type", "application/xml");
    }

    /** The answer itself, and each that is made of it by one change of status, headers or body. */
    private static List<Answer> alterations(Answer right) {
        List<Answer> all = new ArrayList<>(List.of(right));
        for (int status : new int[] {
            200, 201, 202, 203, 204, 205, 206, 207, 226, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 409,
            412, 416, 429, 500, 501, 502, 503, 504
        }) {
            all.add(new Answer(status, right.headers(), right.body()));
        }
        for (int i = 0; i < right.headers().size(); i++) {
            for (String value : List.of(
                    "",
                    "0",
                    "1",
                    "19",
                    "20",
                    "21",
                    "-1",
                    "x",
                    "\"x\"",
                    "\"00000000000000000000000000000000\"",
                    "bytes 0-6/20",
                    "bytes 3-9/21",
                    "bytes 3-8/20",
                    "bytes 4-10/20",
                    "bytes */20",
                    "bytes 3-9/*",
                    "bytes 9-3/20",
                    "items 3-9/20",
                    "bytes 3-19/20",
                    "bytes 0-19/20")) {
                List<Header> headers = new ArrayList<>(right.headers());
                headers.set(i, new Header(headers.get(i).name(), value));
                all.add(new Answer(right.status(), headers, right.body()));
            }
            List<Header> fewer = new ArrayList<>(right.headers());
            fewer.remove(i);
            all.add(new Answer(right.status(), fewer, right.body()));
        }
        for (Header more : List.of(
                new Header("Content-Encoding", "gzip"),
                new Header("Content-Encoding", "br"),
                new Header("Content-Range", "bytes 5-11/20"),
                new Header("Content-Type", "text/html"),
                new Header("Content-Type", "multipart/byteranges; boundary=x"),
                new Header("Location", "http://127.0.0.1:1/"),
                new Header("Transfer-Encoding", "chunked"))) {
            List<Header> headers = new ArrayList<>(right.headers());
            headers.add(more);
            all.add(new Answer(right.status(), headers, right.body()));
        }
        all.addAll(otherBodies(right));
        return all;
    }

    /** Sent with the length that was right, and with their own. */
    private static List<Answer> otherBodies(Answer right) {
        byte[] body = right.body();
        List<byte[]> bodies = new ArrayList<>(List.of(ERROR.getBytes(UTF_8), PAGE.getBytes(UTF_8), new byte[0]));
        IntStream.range(0, body.length)
                .mapToObj(length -> Arrays.copyOf(body, length))
                .forEach(bodies::add);
        bodies.add(Arrays.copyOf(body, body.length + 1));
        bodies.add(Arrays.copyOf(body, body.length + 4096));
        List<Answer> all = new ArrayList<>();
        for (byte[] other : bodies) {
            // What a body has beyond its announced length, or another one of that length, nothing can tell.
            boolean prefix = other.length < body.length && Arrays.mismatch(other, body) == other.length;
            if (prefix) {
                all.add(new Answer(right.status(), right.headers(), other));
            }
            List<Header> headers = new ArrayList<>(right.headers());
            headers.set(0, new Header("Content-Length", Integer.toString(other.length)));
            all.add(new Answer(right.status(), headers, other));
            all.add(new Answer(200, headers, other));
        }
        return all;
    }

    /** Without what may be true of an object of which nothing is known: another length, an end before the range. */
    private static List<Answer> withoutOtherBodies(List<Answer> answers) {
        Answer right = answers.getFirst();
        return answers.stream()
                .filter(answer ->
                        Arrays.equals(answer.body(), right.body()) && answer.status() != 200 && answer.status() != 416)
                .toList();
    }

    private static String shown(Answer answer) {
        return answer.status() + " " + answer.headers() + " " + new String(answer.body(), UTF_8);
    }
}
