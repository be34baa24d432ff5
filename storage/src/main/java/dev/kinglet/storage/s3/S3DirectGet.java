package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minio.credentials.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects whose keys the MinIO client cannot ask for. It takes {@code a//b} for {@code a/b}, and the HTTP client below it resolves {@code .}
 * and {@code ..} as a browser does, so that another object than the one that was listed would answer. Here the key is sent as it is, with the dots
 * of such segments as {@code %2E}.
 */
final class S3DirectGet {

    private static final Pattern ODD_SEGMENT = Pattern.compile("(?:^|/)\\.{0,2}(?:/|$)");
    private static final Pattern DOTS = Pattern.compile("(?<=/)\\.{1,2}(?=/|$)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** What an error document may take. */
    private static final int ERROR_BYTES = 64 << 10;

    private static final int HTTP_OK = 200;
    private static final int HTTP_PARTIAL = 206;

    private final S3Location location;
    private final S3Credentials credentials;
    private final InstantSource clock;

    S3DirectGet(S3Location location, S3Credentials credentials, InstantSource clock) {
        this.location = location;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Whether a key has a segment that is empty, {@code .} or {@code ..}. */
    static boolean isNeeded(String key) {
        return ODD_SEGMENT.matcher(key).find();
    }

    /** An answer with its body, to be closed by the caller. */
    record Response(Headers headers, InputStream body) {}

    /** What the server answered instead of the object. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        private final transient S3Failures.Answer answer;

        RefusedException(S3Failures.Answer answer) {
            super("status " + answer.status());
            this.answer = answer;
        }

        S3Failures.Answer answer() {
            return answer;
        }
    }

    Response get(S3Body.Asked asked) throws IOException {
        String host = host();
        String path = (location.virtualStyle() ? "/" : "/" + S3Signature.encode(location.bucket()) + "/")
                + S3Signature.encode(location.prefix() + asked.key());
        Map<String, String> signed = new TreeMap<>();
        signed.put("host", host);
        signed.put("x-amz-content-sha256", S3Signature.NO_BODY);
        signed.put("x-amz-date", TIME.format(clock.instant()));
        if (asked.isRange()) {
            signed.put(
                    "range",
                    "bytes=" + asked.offset() + "-"
                            + (asked.length() == null ? "" : asked.offset() + asked.length() - 1));
        }
        Credentials keys = credentials.fetch();
        if (keys.sessionToken() != null) {
            signed.put("x-amz-security-token", keys.sessionToken());
        }
        String authorization =
                S3Signature.of("GET", path, signed, location.region(), keys.accessKey(), keys.secretKey());
        URI uri = URI.create(scheme() + "://" + host
                + DOTS.matcher(path).replaceAll(dots -> dots.group().replace(".", "%2E")));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) SILENCE_LIMIT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        signed.forEach((name, value) -> {
            if (!name.equals("host")) {
                connection.setRequestProperty(name, value);
            }
        });
        connection.setRequestProperty("Authorization", authorization);
        connection.setRequestProperty("Accept-Encoding", "identity");
        return answer(connection);
    }

    private static Response answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status == HTTP_OK || status == HTTP_PARTIAL) {
            Headers.Builder headers = new Headers.Builder();
            for (Map.Entry<String, List<String>> header :
                    connection.getHeaderFields().entrySet()) {
                if (header.getKey() != null) {
                    header.getValue().forEach(value -> headers.addUnsafeNonAscii(header.getKey(), value));
                }
            }
            headers.set(S3Answers.STATUS, Integer.toString(status));
            return new Response(headers.build(), connection.getInputStream());
        }
        if (status < HttpURLConnection.HTTP_MULT_CHOICE) {
            connection.getInputStream().close();
            throw new NotS3Exception("it has status " + status, false);
        }
        String document = "";
        try (InputStream error = connection.getErrorStream()) {
            document = error == null ? "" : new String(error.readNBytes(ERROR_BYTES), UTF_8);
        }
        throw new RefusedException(
                new S3Failures.Answer(status, element(document, "Code"), element(document, "Message")));
    }

    private static @Nullable String element(String document, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(document);
        return found.find() ? found.group(1) : null;
    }

    private String scheme() {
        return location.endpoint() != null && location.endpoint().startsWith("http://") ? "http" : "https";
    }

    /** Without the port that the scheme implies, as it is sent. */
    private String host() {
        String endpoint = location.endpoint();
        String server = endpoint == null
                ? "s3." + location.region() + ".amazonaws.com"
                        + (location.region().startsWith("cn-") ? ".cn" : "")
                : endpoint.substring(endpoint.indexOf("://") + 3);
        String implied = scheme().equals("http") ? ":80" : ":443";
        String bare = server.endsWith(implied) ? server.substring(0, server.length() - implied.length()) : server;
        return location.virtualStyle() ? location.bucket() + "." + bare : bare;
    }
}
