package dev.kinglet.storage.s3;

import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every answer before the MinIO client does: a success is one only with a status, headers and a document as S3 gives them to that
 * request. An error document that comes with status 200, as after copies and completions of uploads, becomes the error that it is. What only
 * the caller knows of an object's bytes is {@link S3Body}'s to compare.
 */
final class S3Answers implements Interceptor {

    /** The status, for those who get to see headers alone. */
    static final String STATUS = "X-Kinglet-Status";

    /** The root of a document is within so many bytes. */
    private static final int LOOK_BYTES = 1 << 10;

    private static final int HTTP_OK = 200;

    private static final Set<Integer> STORED = Set.of(HTTP_OK, 201, 204);
    private static final Set<Integer> REMOVED = Set.of(HTTP_OK, 202, 204);
    private static final Set<Integer> READ = Set.of(HTTP_OK, 206);

    private static final Pattern ROOT =
            Pattern.compile("\\A\uFEFF?\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*<(?:\\w+:)?(\\w+)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        if (!response.isSuccessful()) {
            return response;
        }
        try {
            return checked(request, response);
        } catch (IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    private static Response checked(Request request, Response response) throws IOException {
        return switch (request.method()) {
            case "GET" -> isListing(request) ? document(request, response, "ListBucketResult") : body(response);
            case "HEAD" -> head(response);
            case "PUT" ->
                request.header("x-amz-copy-source") != null
                        ? document(request, response, "CopyObjectResult")
                        : stored(request, response);
            case "POST" -> document(request, response, posted(request));
            default -> status(response, REMOVED);
        };
    }

    private static boolean isListing(Request request) {
        return request.url().queryParameterNames().contains("list-type");
    }

    private static String posted(Request request) {
        Set<String> parameters = request.url().queryParameterNames();
        return parameters.contains("uploads")
                ? "InitiateMultipartUploadResult"
                : parameters.contains("uploadId") ? "CompleteMultipartUploadResult" : "DeleteResult";
    }

    private static Response body(Response response) throws NotS3Exception {
        return status(response, READ)
                .newBuilder()
                .header(STATUS, Integer.toString(response.code()))
                .build();
    }

    private static Response head(Response response) throws NotS3Exception {
        status(response, Set.of(HTTP_OK));
        if (response.header("Content-Length") == null) {
            throw new NotS3Exception("it does not say how long the object is", false);
        }
        if (response.header("Last-Modified") == null) {
            throw new NotS3Exception("it does not say when the object was written", false);
        }
        return response;
    }

    /** Of an object or a part. The tag is a checksum of it, unless the server encrypts or makes tags otherwise, which then look otherwise. */
    private static Response stored(Request request, Response response) throws NotS3Exception {
        status(response, STORED);
        String tag = tag(response.header("ETag"));
        if (tag == null) {
            throw new NotS3Exception("it has no ETag, so that nothing says that the object is stored", false);
        }
        String sent = request.header("Content-MD5");
        if (sent != null && MD5.matcher(tag).matches() && !isEncrypted(response)) {
            String expected = HexFormat.of().formatHex(Base64.getDecoder().decode(sent));
            if (!expected.equals(tag.toLowerCase(Locale.ROOT))) {
                throw new NotS3Exception("what is stored has the MD5 " + tag + ", what was sent has " + expected, true);
            }
        }
        return response;
    }

    private static boolean isEncrypted(Response response) {
        return response.headers().names().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-server-side-encryption"));
    }

    private static Response document(Request request, Response response, String root) throws IOException {
        status(response, Set.of(HTTP_OK));
        String begin = response.peekBody(LOOK_BYTES).string();
        Matcher found = ROOT.matcher(begin);
        String name = found.find() ? found.group(1) : "";
        // Some servers, moto among them, call a few of the documents so.
        if (name.equals(root) || name.equals(root.replace("Result", "Response"))) {
            return response;
        }
        if (name.equals("Error")) {
            Matcher code = CODE.matcher(begin);
            return response.newBuilder()
                    .code(status(code.find() ? code.group(1) : ""))
                    .header("Content-Type", "application/xml")
                    .build();
        }
        throw new NotS3Exception(
                "it has status 200 and " + (name.isEmpty() ? "no XML" : "a <" + name + ">") + " where a <" + root
                        + "> belongs, to " + request.method() + " "
                        + request.url().encodedPath(),
                false);
    }

    /** What status S3 gives an error code where the status of the answer was sent too early to say it. */
    private static int status(String code) {
        return switch (code) {
            case "AccessDenied" -> 403;
            case "NoSuchKey", "NoSuchBucket", "NoSuchUpload" -> 404;
            case "PreconditionFailed" -> 412;
            case "InternalError" -> 500;
            case "ServiceUnavailable", "SlowDown" -> 503;
            default -> 400;
        };
    }

    private static Response status(Response response, Set<Integer> expected) throws NotS3Exception {
        if (!expected.contains(response.code())) {
            throw new NotS3Exception("it has status " + response.code(), false);
        }
        return response;
    }

    /** An entity tag without quotes and without the mark of a weak one; null where there is none. */
    static @Nullable String tag(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String bare = header.strip();
        if (bare.startsWith("W/") || bare.startsWith("w/")) {
            bare = bare.substring(2);
        }
        bare = bare.replace("\"", "");
        return bare.isEmpty() ? null : bare;
    }
}
