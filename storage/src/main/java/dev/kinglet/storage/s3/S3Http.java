package dev.kinglet.storage.s3;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of all S3 stores in this process, made with the first and released with the last of them. Its threads are
 * virtual or daemons, so that a JVM exits at once, also where a store was not closed.
 */
final class S3Http {

    /** Requests in flight, in all and to one server; callers beyond wait. Far above what one machine can use. */
    private static final int MAX_REQUESTS = 512;

    /** Idle connections kept, for this long: below the 20 seconds after which Amazon's front ends close them. */
    private static final int IDLE_CONNECTIONS = 64;

    private static final Duration IDLE_LIMIT = Duration.ofSeconds(15);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    /** How long the server may be silent. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    // Both are guarded by this class's lock.
    private static @Nullable OkHttpClient client;
    private static int users;

    private S3Http() {}

    /** The client; each call is followed by one of {@link #release}. */
    static synchronized OkHttpClient acquire() {
        OkHttpClient shared = client;
        if (shared == null) {
            Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
            dispatcher.setMaxRequests(MAX_REQUESTS);
            dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
            shared = new OkHttpClient.Builder()
                    .dispatcher(dispatcher)
                    .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    // One request a connection: HTTP/2 would put all on one, which a server's limit per stream then
                    // slows.
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .connectTimeout(CONNECT_LIMIT)
                    .readTimeout(SILENCE_LIMIT)
                    .writeTimeout(SILENCE_LIMIT)
                    .followRedirects(false)
                    // Whoever counts and repeats requests must know of each.
                    .retryOnConnectionFailure(false)
                    .build();
            client = shared;
        }
        users++;
        return shared;
    }

    /**
     * A connection turned out to be dead. Those that lie idle beside it are as old: the request would find one after the other dead, and its
     * attempts be used up.
     */
    static synchronized void dropIdle() {
        OkHttpClient shared = client;
        if (shared != null) {
            shared.connectionPool().evictAll();
        }
    }

    static synchronized void release() {
        OkHttpClient shared = client;
        if (--users == 0 && shared != null) {
            shared.dispatcher().executorService().shutdown();
            shared.connectionPool().evictAll();
            client = null;
        }
    }
}
