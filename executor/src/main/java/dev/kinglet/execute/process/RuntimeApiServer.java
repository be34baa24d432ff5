package dev.kinglet.execute.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The AWS Lambda Runtime API on loopback, for the workers of one platform. Each worker has a secret that only it knows, which is the
 * beginning of the paths that it asks for: that says who asks, works with AWS's own client unchanged, and keeps out everybody else on
 * this machine. One thread a connection, of which a worker has one, or three with AWS's client.
 */
final class RuntimeApiServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private static final long PAUSE_NANOS = 10_000_000;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final ServerSocket socket;
    private final Map<String, WorkerEndpoint> endpoints = new ConcurrentHashMap<>();
    private final Set<RuntimeApiConnection> connections = ConcurrentHashMap.newKeySet();

    RuntimeApiServer() throws IOException {
        socket = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    void start() {
        Thread.ofPlatform().daemon().name("kinglet-runtime-api").start(this::accept);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                RuntimeApiConnection connection = new RuntimeApiConnection(this, client);
                connections.add(connection);
                Thread.ofPlatform()
                        .daemon()
                        .name("kinglet-runtime-api-connection")
                        .start(connection);
            } catch (IOException e) {
                System.getLogger(RuntimeApiServer.class.getName())
                        .log(System.Logger.Level.DEBUG, "closed, or a client that left before it was let in", e);
                // Where it goes on, as with too many files open, it is not to take a core.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** A new secret. */
    String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API} for the worker with this secret. */
    String address(String secret) {
        return "127.0.0.1:" + socket.getLocalPort() + "/" + secret;
    }

    void register(String secret, WorkerEndpoint endpoint) {
        endpoints.put(secret, endpoint);
    }

    void unregister(String secret) {
        endpoints.remove(secret);
    }

    @Nullable
    WorkerEndpoint endpoint(String secret) {
        return endpoints.get(secret);
    }

    void ended(RuntimeApiConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (RuntimeApiConnection connection : connections) {
            connection.close();
        }
    }
}
