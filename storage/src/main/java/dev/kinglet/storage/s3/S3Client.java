package dev.kinglet.storage.s3;

import dev.kinglet.storage.StoreUnavailableException;
import io.minio.BucketArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.ObjectArgs;
import io.minio.credentials.Provider;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The MinIO client for one location: it waits for answers, interruptibly and not for ever, and turns failures into ours. */
final class S3Client implements AutoCloseable {

    /** Longest wait for the beginning of an answer. Silence ends a request earlier; this ends one that trickles. */
    private static final long ANSWER_MINUTES = 10;

    private final S3Location location;
    private final MinioAsyncClient minio;
    private final S3Copies copies;
    private final S3Failures failures;
    private final S3DirectGet direct;
    private final AtomicBoolean closed = new AtomicBoolean();

    S3Client(S3Location location, Map<String, String> environment) {
        this.location = location;
        OkHttpClient http = S3Http.acquire();
        try {
            OkHttpClient checking =
                    http.newBuilder().addInterceptor(new S3Answers()).build();
            S3Credentials credentials = new S3Credentials(
                    S3CredentialSources.usual(environment, location.region(), http, InstantSource.system()),
                    InstantSource.system());
            this.direct = new S3DirectGet(location, credentials, InstantSource.system());
            this.failures = new S3Failures(location, credentials);
            this.minio = client(checking, credentials);
            this.copies = new S3Copies(minio);
        } catch (RuntimeException e) {
            S3Http.release();
            throw new IllegalArgumentException("location \"" + location + "\": " + e.getMessage(), e);
        }
    }

    MinioAsyncClient minio() {
        return minio;
    }

    /** For copies in one request. */
    S3Copies copies() {
        return copies;
    }

    /** For keys that the client cannot ask for. */
    S3DirectGet direct() {
        return direct;
    }

    S3Failures failures() {
        return failures;
    }

    /** Addresses the bucket. */
    <B extends BucketArgs.Builder<B, ?>> B in(B request) {
        return request.bucket(location.bucket());
    }

    /** Addresses an object. */
    <B extends ObjectArgs.Builder<B, ?>> B at(B request, String key) {
        return request.bucket(location.bucket()).object(location.prefix() + key);
    }

    /**
     * Makes a request and waits for its answer.
     *
     * @throws dev.kinglet.storage.StorageException as {@link S3Failures} says
     */
    <T extends @Nullable Object> T await(String action, Supplier<CompletableFuture<T>> request) {
        try {
            return awaitRaw(action, request);
        } catch (ExecutionException e) {
            throw failures.of(action, e.getCause() == null ? e : e.getCause());
        }
    }

    /** As {@link #await}, for a caller who looks at the failure first. */
    <T extends @Nullable Object> T awaitRaw(String action, Supplier<CompletableFuture<T>> request)
            throws ExecutionException {
        if (closed.get()) {
            throw new IllegalStateException("the store " + location + " is closed");
        }
        CompletableFuture<T> answer;
        try {
            answer = request.get();
        } catch (RuntimeException e) {
            throw new ExecutionException(e);
        }
        try {
            return answer.get(ANSWER_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            abandon(answer);
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    action + ": interrupted while waiting for " + location.server(), e, false);
        } catch (TimeoutException e) {
            abandon(answer);
            throw new StoreUnavailableException(
                    action + ": no answer from " + location.server() + " for " + ANSWER_MINUTES + " minutes", e, true);
        }
    }

    /** The MD5 of a body. With it the client leaves out the checksum headers that older servers do not know. */
    static Http.Headers checked(byte[] content, int length) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(content, 0, length);
            return new Http.Headers(
                    Http.Headers.CONTENT_MD5, Base64.getEncoder().encodeToString(md5.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5, which S3 needs", e);
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            S3Http.release();
        }
    }

    private MinioAsyncClient client(OkHttpClient http, Provider credentials) {
        MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(endpoint())
                // Without a region the client asks the server for the bucket's before each first request.
                .region(location.region())
                .credentialsProvider(credentials)
                .httpClient(http, false)
                .build();
        if (location.virtualStyle()) {
            client.enableVirtualStyleEndpoint();
        } else {
            client.disableVirtualStyleEndpoint();
        }
        return client;
    }

    private String endpoint() {
        if (location.endpoint() != null) {
            return location.endpoint();
        }
        return location.region().startsWith("cn-")
                ? "https://s3." + location.region() + ".amazonaws.com.cn"
                : "https://s3.amazonaws.com";
    }

    /** An answer that nobody waits for any more still holds a connection. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of what nobody waits for
    private static void abandon(CompletableFuture<?> answer) {
        answer.whenComplete((late, failure) -> {
            if (late instanceof Closeable body) {
                closeQuietly(body);
            }
        });
    }

    static void closeQuietly(Closeable body) {
        try {
            body.close();
        } catch (IOException e) {
            // The connection is gone, which is what was wanted.
        }
    }
}
