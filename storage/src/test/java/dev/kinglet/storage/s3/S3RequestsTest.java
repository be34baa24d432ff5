package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreThrottledException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Retrier;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.storage.decorate.RetryingObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, and what becomes of each kind of answer. */
class S3RequestsTest {

    private static final Map<String, String> ETAG = Map.of("ETag", "\"abc\"");
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
    private static final RetryPolicy FOUR_TIMES =
            new RetryPolicy(4, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

    @SuppressWarnings("NullAway.Init") // set before each test
    private FakeS3 server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
        store = open(server.endpoint(), ONCE, S3Server.environment());
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void aPutIsOneRequestWithNothingThatOlderServersLack() {
        server.willAnswer(200, "", ETAG);
        store.put("a b", "abc".getBytes(UTF_8));

        assertThat(server.asked()).hasSize(1);
        FakeS3.Asked put = server.asked().getFirst();
        assertThat(put.method() + " " + put.path()).isEqualTo("PUT /bucket/prefix/a%20b");
        assertThat(put.body()).isEqualTo("abc");
        assertThat(put.headers())
                .containsKeys("Content-md5", "Authorization")
                .doesNotContainKeys("X-amz-trailer", "If-none-match", "Content-encoding")
                .allSatisfy((name, values) -> assertThat(name).doesNotStartWithIgnoringCase("x-amz-checksum"))
                .allSatisfy((name, values) -> assertThat(name).doesNotStartWithIgnoringCase("x-amz-sdk"));
    }

    @Test
    void aConditionalPutSendsTheCondition() {
        server.willAnswer(200, "", ETAG).willFail(412, "PreconditionFailed");
        store.putIfAbsent("a", "abc".getBytes(UTF_8));

        assertThat(server.asked().getFirst().headers().get("If-none-match")).containsExactly("*");
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store.putIfAbsent("a", new byte[1]));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aConditionalPutThatMeetsAnotherWriteMayBeTriedAgain() {
        server.willFail(409, "ConditionalRequestConflict");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.putIfAbsent("a", new byte[1]))
                .matches(StorageException::retryable);
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, ObjectNotFoundException, false",
        "404, NoSuchBucket, ObjectNotFoundException, false",
        "403, AccessDenied, AccessDeniedException, false",
        "403, SignatureDoesNotMatch, AccessDeniedException, false",
        "403, InvalidAccessKeyId, AccessDeniedException, false",
        "403, RequestTimeTooSkewed, AccessDeniedException, false",
        "401, Unauthorized, AccessDeniedException, false",
        "400, ExpiredToken, AccessDeniedException, false",
        "412, PreconditionFailed, PreconditionFailedException, false",
        "503, SlowDown, StoreThrottledException, true",
        "429, TooManyRequests, StoreThrottledException, true",
        "503, ServiceUnavailable, StoreUnavailableException, true",
        "500, InternalError, StoreUnavailableException, true",
        "400, RequestTimeout, StoreUnavailableException, true",
        "301, PermanentRedirect, StoreUnavailableException, false",
        "400, AuthorizationHeaderMalformed, StoreUnavailableException, false",
        "501, NotImplemented, StoreUnavailableException, false",
        "507, InsufficientStorage, StoreUnavailableException, false",
        "403, QuotaExceeded, StoreUnavailableException, false",
        "400, SomethingNew, StoreUnavailableException, false",
    })
    void anErrorBecomesItsType(int status, String code, String type, boolean retryable) {
        server.willFail(status, code);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.get("a/b"))
                .withMessageContaining("\"a/b\" in s3://bucket/prefix/ at " + server.endpoint())
                .withMessageContaining(status + " " + code + " (told so)")
                .matches(failure -> failure.getClass().getSimpleName().equals(type), type)
                .matches(failure -> failure.retryable() == retryable, "retryable " + retryable);
    }

    @Test
    void anErrorThatIsNotS3sIsKnownByItsStatus() {
        server.willAnswer(503, "<html>busy</html>", Map.of("Content-Type", "text/html"))
                .willAnswer(403, "<Error><Code>InvalidAccessKeyId</Code></Error>", Map.of("Content-Type", "text/xml"))
                .willAnswer(502, "")
                .willAnswer(200, "{}", Map.of("Content-Type", "application/json"));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.get("a"))
                .matches(StorageException::retryable);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> store.get("a"))
                .withMessageContaining("does not know the access key of AWS_ACCESS_KEY_ID");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.get("a"))
                .matches(StorageException::retryable);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.list("", null, 10))
                .withMessageContaining("list of \"\"");
    }

    @Test
    void aHeadThatIsRefusedIsNotAbsence() {
        server.willAnswer(404, "").willAnswer(403, "").willAnswer(503, "");

        assertThat(store.head("a")).isEmpty();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> store.head("a"));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.head("a"));
    }

    @Test
    void aServerThatIsNotThereIsToldBeforeLong() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (ObjectStore nobody = open("http://127.0.0.1:" + port, ONCE, S3Server.environment());
                ObjectStore nowhere = open("http://no-such-host.invalid", ONCE, S3Server.environment())) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> nobody.get("a"))
                    .withMessageContaining("cannot connect")
                    .matches(StorageException::retryable);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> nowhere.get("a"))
                    .withMessageContaining("the host is unknown")
                    .matches(failure -> !failure.retryable());
        }
    }

    @Test
    void aConditionalPutWhoseAnswerWasLostFindsItsOwnObject() {
        try (ObjectStore patient = open(server.endpoint(), FOUR_TIMES, S3Server.environment())) {
            server.willHangUp().willFail(412, "PreconditionFailed").willAnswer(200, "mine");
            patient.putIfAbsent("a", "mine".getBytes(UTF_8));

            assertThat(server.asked()).extracting(FakeS3.Asked::method).containsExactly("PUT", "PUT", "GET");
        }
    }

    @Test
    void whatPassesIsTriedAgain() {
        try (ObjectStore patient = open(server.endpoint(), FOUR_TIMES, S3Server.environment())) {
            server.willFail(503, "SlowDown").willFail(500, "InternalError").willAnswer(200, "abc");

            assertThat(patient.get("a")).asString(UTF_8).isEqualTo("abc");
        }
    }

    @Test
    void anObjectThatEndsTooSoonIsReadAgain() {
        try (ObjectStore patient = open(server.endpoint(), FOUR_TIMES, S3Server.environment())) {
            server.willAnswer(200, "abc", Map.of("Content-Range", "bytes 0-2/3"))
                    .willAnswer(200, "abc");

            assertThat(patient.get("a")).asString(UTF_8).isEqualTo("abc");
        }
    }

    @Test
    void aSmallUploadIsOnePutAndALargeOneIsAbandonedWithItsParts() throws IOException {
        server.willAnswer(200, "", ETAG);
        try (ObjectUpload upload = store.upload("small")) {
            upload.write("abc".getBytes(UTF_8));
            upload.commit();
        }
        assertThat(server.asked()).extracting(FakeS3.Asked::method).containsExactly("PUT");
        server.asked().clear();

        server.willAnswer(
                        200,
                        "<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>large</Key><UploadId>7</UploadId>"
                                + "</InitiateMultipartUploadResult>",
                        Map.of("Content-Type", "application/xml"))
                .willAnswer(200, "", ETAG)
                .willAnswer(204, "");
        try (ObjectUpload upload = store.upload("large")) {
            upload.write(new byte[(8 << 20) + 1]);
        }
        assertThat(server.asked()).extracting(FakeS3.Asked::method).containsExactly("POST", "PUT", "DELETE");
        assertThat(server.asked().get(0).path()).isEqualTo("/bucket/prefix/large?uploads=");
        assertThat(server.asked().get(1).path()).contains("/large?", "partNumber=1", "uploadId=7");
        assertThat(server.asked().get(2).path()).isEqualTo("/bucket/prefix/large?uploadId=7");
    }

    @Test
    void eachRequestOfAnUploadIsRepeatedAndCounted() throws IOException {
        CountingObjectStore counting = new CountingObjectStore(raw(server.endpoint(), S3Server.environment()));
        server.willAnswer(
                        200,
                        "<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>large</Key><UploadId>7</UploadId>"
                                + "</InitiateMultipartUploadResult>")
                .willHangUp()
                .willAnswer(200, "", ETAG)
                .willFail(503, "SlowDown")
                .willAnswer(200, "", ETAG)
                .willHangUp()
                .willFail(404, "NoSuchUpload")
                .willAnswer(200, "", found((8 << 20) + 1));

        try (ObjectStore patient = new RetryingObjectStore(counting, new Retrier(FOUR_TIMES));
                ObjectUpload upload = patient.upload("large")) {
            upload.write(new byte[(8 << 20) + 1]);
            upload.commit(); // whose first answer was lost
        }

        assertThat(server.asked())
                .extracting(FakeS3.Asked::method)
                .containsExactly("POST", "PUT", "PUT", "PUT", "PUT", "POST", "POST", "HEAD");
        assertThat(counting.counts()).isEqualTo(Map.of(Request.UPLOAD_PART, 5, Request.UPLOAD, 2, Request.HEAD, 1));
    }

    private static Map<String, String> found(long bytes) {
        return Map.of(
                "ETag", "\"abc\"", "Content-Length", "" + bytes, "Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    }

    @Test
    void aCopyIsOneRequestAndInPartsWhereTheObjectIsTooLongForThat() {
        String copied =
                "<CopyObjectResult><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>abc</ETag></CopyObjectResult>";
        server.willAnswer(200, copied);
        store.copy("a", "b");
        assertThat(server.asked()).extracting(FakeS3.Asked::method).containsExactly("PUT");

        server.willFail(400, "InvalidRequest").willFail(404, "NoSuchKey");
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> store.copy("a", "b"));
        assertThat(server.asked()).extracting(FakeS3.Asked::method).containsExactly("PUT", "PUT", "HEAD");
    }

    @Test
    void allConnectionsThatDiedWhileTheyLayIdleCostOneRequest() throws Exception {
        int connections = 8;
        CountingObjectStore counting = new CountingObjectStore(raw(server.endpoint(), S3Server.environment()));
        try (ObjectStore patient = new RetryingObjectStore(counting, new Retrier(FOUR_TIMES));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.willAnswerTogether(connections);
            List<Callable<byte[]>> reads = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                server.willAnswer(200, "abc");
                reads.add(() -> patient.get("a"));
            }
            for (Future<byte[]> read : threads.invokeAll(reads)) {
                assertThat(read.get()).hasSize(3);
            }
            int port = server.port();
            server.close();
            server = new FakeS3(port).willAnswer(200, "abc");

            assertThat(patient.get("a")).hasSize(3);
        }

        assertThat(counting.counts().get(Request.GET)).isBetween(connections + 1, connections + 2);
    }

    @Test
    void keysThatAreNoneOfOursAreLeftOutOfListings() {
        server.willAnswer(200, page(true, "prefix/folder/", "prefix/a//b"), Map.of("Content-Type", "application/xml"))
                .willAnswer(200, page(false, "prefix/folder/x%2By"), Map.of("Content-Type", "application/xml"));

        assertThat(store.list("", null, 2).objects())
                .singleElement()
                .matches(object -> object.key().equals("folder/x+y"));
        assertThat(server.asked().get(1).path())
                .contains("continuation-token=on")
                .doesNotContain("start-after");
    }

    @Test
    void aDeleteOfManyIsARequestAThousand() {
        String done = "<DeleteResult></DeleteResult>";
        server.willAnswer(200, done).willAnswer(200, done).willAnswer(200, done);
        List<String> keys = java.util.stream.IntStream.range(0, 2_001)
                .mapToObj(Integer::toString)
                .toList();
        store.deleteAll(keys);
        assertThat(server.asked()).hasSize(3);

        server.willAnswer(
                200,
                "<DeleteResult><Error><Key>prefix/b</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> store.deleteAll(List.of("a", "b")))
                .withMessageContaining("prefix/b");
    }

    @Test
    void aThrottledDeleteOfManyMayBeTriedAgain() {
        server.willAnswer(200, "<DeleteResult><Error><Key>prefix/b</Key><Code>SlowDown</Code></Error></DeleteResult>");
        assertThatExceptionOfType(StoreThrottledException.class).isThrownBy(() -> store.deleteAll(List.of("b")));
    }

    @Test
    void absenceOfOneOfManyIsNoError() {
        server.willAnswer(200, "<DeleteResult><Error><Key>prefix/b</Key><Code>NoSuchKey</Code></Error></DeleteResult>");
        store.deleteAll(List.of("b"));
        server.willFail(404, "NoSuchKey");
        store.delete("b");
    }

    @Test
    void anInterruptEndsTheWaitForAnAnswer() {
        server.willNotAnswer();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.get("a"))
                .withMessageContaining("interrupted")
                .matches(failure -> !failure.retryable());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void withoutCredentialsItSaysWhereItLooked() {
        Map<String, String> nothing = Map.of("HOME", "/nowhere", "AWS_EC2_METADATA_DISABLED", "true");
        try (ObjectStore stranger = open(server.endpoint(), ONCE, nothing)) {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> stranger.get("a"))
                    .withMessageContaining("AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE, AWS profile, container")
                    .withMessageContaining("set AWS_ACCESS_KEY_ID");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aBucketThatIsNotThereIsNotFound() {
        server.willFail(404, "NoSuchBucket");
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> store.list("", null, 1))
                .withMessageContaining("NoSuchBucket")
                .withMessageContaining("s3://bucket/prefix/");
    }

    private static String page(boolean truncated, String... keys) {
        StringBuilder xml = new StringBuilder("<ListBucketResult><Name>bucket</Name><EncodingType>url</EncodingType>"
                + "<MaxKeys>2</MaxKeys><IsTruncated>" + truncated + "</IsTruncated>"
                + (truncated ? "<NextContinuationToken>on</NextContinuationToken>" : ""));
        for (String key : keys) {
            xml.append("<Contents><Key>").append(key);
            xml.append("</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>1</Size></Contents>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private static ObjectStore open(String endpoint, RetryPolicy policy, Map<String, String> environment) {
        return new RetryingObjectStore(raw(endpoint, environment), new Retrier(policy));
    }

    private static ObjectStore raw(String endpoint, Map<String, String> environment) {
        S3Location location = S3Location.parse("s3://bucket/prefix?endpoint=" + endpoint, environment);
        return new S3ObjectStore(location, new S3Client(location, environment));
    }
}
