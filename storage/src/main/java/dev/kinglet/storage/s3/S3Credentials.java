package dev.kinglet.storage.s3;

import dev.kinglet.storage.AccessDeniedException;
import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of requests: of the first source that has any, asked for with the first request and again shortly before they
 * expire. Not earlier: a snapshot of a started function must not hold the keys of the machine that took it.
 */
final class S3Credentials implements Provider {

    /** Fetched anew this long before the end, so that no request is under way with keys that expire. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final List<S3CredentialSource> sources;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock; volatile for readers that find it fresh.
    private volatile S3CredentialSource.@Nullable Found found;

    S3Credentials(List<S3CredentialSource> sources, InstantSource clock) {
        this.sources = List.copyOf(sources);
        this.clock = clock;
    }

    @Override
    public Credentials fetch() {
        S3CredentialSource.Found fresh = fresh();
        if (fresh == null) {
            // One asks, the others wait: sources throttle.
            lock.lock();
            try {
                fresh = fresh();
                if (fresh == null) {
                    fresh = ask();
                    found = fresh;
                }
            } finally {
                lock.unlock();
            }
        }
        return new Credentials(fresh.accessKey(), fresh.secretKey(), fresh.sessionToken(), null);
    }

    /** Where the present credentials come from, for messages. */
    String source() {
        S3CredentialSource.Found present = found;
        return present == null ? "no source" : present.source();
    }

    /** Forgets credentials that the server calls expired. Returns whether others may be had. */
    boolean renew() {
        S3CredentialSource.Found present = found;
        found = null;
        return present != null && present.expires() != null;
    }

    private S3CredentialSource.@Nullable Found fresh() {
        S3CredentialSource.Found present = found;
        if (present == null) {
            return null;
        }
        Instant expires = present.expires();
        return expires == null || clock.instant().plus(MARGIN).isBefore(expires) ? present : null;
    }

    private S3CredentialSource.Found ask() {
        for (S3CredentialSource source : sources) {
            S3CredentialSource.Found answer = source.find();
            if (answer != null) {
                return answer;
            }
        }
        throw new AccessDeniedException(
                "no S3 credentials were found in "
                        + sources.stream().map(S3CredentialSource::name).toList()
                        + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
                null);
    }
}
