package dev.kinglet.storage.s3;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreThrottledException;
import dev.kinglet.storage.StoreUnavailableException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.messages.DeleteResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says what a failed S3 request means to a user of the store, naming bucket, key, server, status and S3's own code. */
final class S3Failures {

    /** Codes that ask for fewer requests, whatever the status. */
    private static final Set<String> THROTTLED = Set.of(
            "SlowDown",
            "SlowDownRead",
            "SlowDownWrite",
            "Throttling",
            "ThrottlingException",
            "RequestThrottled",
            "RequestLimitExceeded",
            "TooManyRequests",
            "BandwidthLimitExceeded");

    /** Codes of temporary credentials whose time is over; they come with status 400 or 403. */
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "InvalidToken");

    private static final Set<String> WRONG_PLACE = Set.of(
            "PermanentRedirect", "TemporaryRedirect", "Redirect", "AuthorizationHeaderMalformed", "IllegalLocation");

    private static final Set<String> FULL = Set.of("QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity");

    private static final Set<String> PASSING =
            Set.of("RequestTimeout", "OperationAborted", "ConditionalRequestConflict");

    // How the client words an answer that is not XML by its type: it has no accessor for the status.
    private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3})");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

    private final S3Location location;
    private final S3Credentials credentials;

    S3Failures(S3Location location, S3Credentials credentials) {
        this.location = location;
        this.credentials = credentials;
    }

    /** What a server answered. */
    record Answer(
            int status, @Nullable String code, @Nullable String message) {

        boolean isConflict() {
            return status == 409 && "ConditionalRequestConflict".equals(code);
        }

        /** Whether an object may have been too long for the request, as one beyond 5 GB is for a copy. */
        boolean mayBeOfLength() {
            return status == 400 && ("InvalidRequest".equals(code) || "EntityTooLarge".equals(code));
        }

        boolean isBehindTheEnd() {
            return status == 416 || "InvalidRange".equals(code);
        }
    }

    /** The answer behind a failure, or null if there was none. */
    static @Nullable Answer answer(Throwable failure) {
        if (failure instanceof ErrorResponseException e) {
            int status = e.response() == null ? 0 : e.response().code();
            return new Answer(
                    status, e.errorResponse().code(), e.errorResponse().message());
        }
        if (failure instanceof S3DirectGet.RefusedException e) {
            return e.answer();
        }
        if (failure instanceof ServerException e) {
            return new Answer(e.statusCode(), null, null);
        }
        if (failure instanceof InvalidResponseException e) {
            String words = String.valueOf(e.getMessage());
            String status = group(STATUS, words);
            return status == null
                    ? null
                    : new Answer(Integer.parseInt(status), group(CODE, words), group(MESSAGE, words));
        }
        return null;
    }

    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrap(cause) : failure;
    }

    /** @param action what was tried on which key, as in {@code put "a/b"} */
    StorageException of(String action, Throwable failure) {
        Throwable actual = unwrap(failure);
        if (actual instanceof StorageException known) {
            return known;
        }
        Answer answer = answer(actual);
        if (answer != null) {
            return ofAnswer(action, answer, actual);
        }
        Throwable root = actual.getCause() instanceof IOException cause ? cause : actual;
        if (root instanceof NotS3Exception other) {
            return new StoreUnavailableException(
                    where(action) + ": the answer is not S3's to this request: " + other.getMessage(),
                    other,
                    other.retryable());
        }
        if (root instanceof IOException lost) {
            return ofLostConnection(action, lost);
        }
        return new StoreUnavailableException(
                where(action) + ": the answer is not S3's: " + actual.getMessage(), actual, false);
    }

    /** @param error what the server says of one object among many */
    StorageException ofDelete(String action, DeleteResult.Error error) {
        int status = switch (String.valueOf(error.code())) {
            case "AccessDenied" -> 403;
            case "NoSuchKey", "NoSuchVersion" -> 404;
            case "InternalError", "ServiceUnavailable" -> 500;
            default -> 400;
        };
        return ofAnswer(action, new Answer(status, error.code(), error.message()), null);
    }

    private StorageException ofAnswer(String action, Answer answer, @Nullable Throwable cause) {
        String said = where(action) + ": " + answer.status + " " + (answer.code == null ? "" : answer.code)
                + (answer.message == null ? "" : " (" + answer.message + ")");
        String code = answer.code == null ? "" : answer.code;
        if (THROTTLED.contains(code) || answer.status == 429) {
            return new StoreThrottledException(said, cause);
        }
        if (EXPIRED.contains(code)) {
            return ofExpired(said, cause);
        }
        if (FULL.contains(code) || answer.status == 507) {
            return new StoreUnavailableException(said + "; there is no room left", cause, false);
        }
        if (WRONG_PLACE.contains(code) || answer.status == 301 || answer.status == 307) {
            return new StoreUnavailableException(
                    said + "; requests were signed for the region " + location.region()
                            + ", give the bucket's own as region= in the location",
                    cause,
                    false);
        }
        if (PASSING.contains(code)) {
            return new StoreUnavailableException(said, cause, true);
        }
        return switch (answer.status) {
            case 404 -> new ObjectNotFoundException(said, cause);
            case 412 -> new PreconditionFailedException(said + "; the object exists already", cause);
            case 401, 403 -> new AccessDeniedException(said + "; " + advice(code), cause);
            case 500, 502, 503, 504 -> new StoreUnavailableException(said, cause, true);
            default -> new StoreUnavailableException(said, cause, false);
        };
    }

    private StorageException ofExpired(String said, @Nullable Throwable cause) {
        if (credentials.renew()) {
            return new StoreUnavailableException(said + "; new credentials are being fetched", cause, true);
        }
        return new AccessDeniedException(said + "; the credentials of " + credentials.source() + " are over", cause);
    }

    private String advice(String code) {
        return switch (code) {
            case "RequestTimeTooSkewed" -> "set this machine's clock";
            case "SignatureDoesNotMatch" ->
                "check the secret key of " + credentials.source()
                        + ", and that nothing between here and the server changes requests";
            case "InvalidAccessKeyId" -> "the server does not know the access key of " + credentials.source();
            default -> "check the credentials of " + credentials.source() + ", their policy and the bucket's";
        };
    }

    private StorageException ofLostConnection(String action, IOException lost) {
        if (lost instanceof UnknownHostException) {
            String advice = location.virtualStyle() && location.endpoint() != null
                    ? "; if the server knows no bucket in its host name, give style=path in the location"
                    : "; check the endpoint and the network";
            return new StoreUnavailableException(
                    where(action) + ": the host is unknown (" + lost.getMessage() + ")" + advice, lost, false);
        }
        if (lost instanceof SSLHandshakeException || lost instanceof SSLPeerUnverifiedException) {
            return new StoreUnavailableException(
                    where(action) + ": no trusted connection (" + lost.getMessage()
                            + "); if an authority of your own signed its certificate, start Java with"
                            + " -Djavax.net.ssl.trustStore=FILE",
                    lost,
                    false);
        }
        S3Http.dropIdle();
        String happened = lost instanceof ConnectException ? "cannot connect" : "the connection was lost";
        return new StoreUnavailableException(
                where(action) + ": " + happened + " (" + lost.getClass().getSimpleName() + ": " + lost.getMessage()
                        + ")",
                lost,
                true);
    }

    private String where(String action) {
        return action + " in s3://" + location.bucket() + "/" + location.prefix() + " at " + location.server();
    }

    private static @Nullable String group(Pattern pattern, String words) {
        Matcher matcher = pattern.matcher(words);
        return matcher.find() ? matcher.group(1) : null;
    }
}
