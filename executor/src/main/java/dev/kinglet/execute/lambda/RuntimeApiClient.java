package dev.kinglet.execute.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.execute.wire.HttpHead;
import dev.kinglet.execute.wire.HttpReader;
import dev.kinglet.execute.wire.HttpWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Lambda Runtime API on one connection. An answer and the question for the next invocation go out together, so that an
 * invocation takes one write and one read. There is no read timeout: an environment may be frozen for hours. Confined to one thread.
 */
final class RuntimeApiClient implements AutoCloseable {

    /** The variable with the address: host and port, and here also a path. */
    static final String ADDRESS_VARIABLE = "AWS_LAMBDA_RUNTIME_API";

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int NO_LIMIT = Integer.MAX_VALUE - 16;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final byte[] NOTHING = {};

    /** An invocation, as the API hands it out. */
    record Event(String id, long deadlineMillis, byte[] payload) {}

    private final Socket socket;
    private final String host;
    private final String base;
    private final HttpReader reader;
    private final HttpWriter writer;

    /** Connects to {@code host:port} or {@code host:port/path}. */
    RuntimeApiClient(String address) throws IOException {
        int slash = address.indexOf('/');
        host = slash < 0 ? address : address.substring(0, slash);
        base = (slash < 0 ? "" : address.substring(slash)) + "/2018-06-01/runtime/";
        int colon = host.lastIndexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        int port = colon < 0 ? 80 : Integer.parseInt(host, colon + 1, host.length(), 10);
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(name, port), CONNECT_TIMEOUT_MILLIS);
        reader = new HttpReader(socket.getInputStream());
        writer = new HttpWriter(socket.getOutputStream());
    }

    /** Waits for the next invocation; null if there will be none. */
    @Nullable
    Event next() throws IOException {
        addNext();
        writer.flush();
        return readEvent();
    }

    /** Answers an invocation and waits for the next; null if there will be none. */
    @Nullable
    Event respondAndNext(String id, byte[] response) throws IOException {
        addPost("invocation/" + id + "/response", "", response);
        addNext();
        writer.flush();
        readAccepted();
        return readEvent();
    }

    /** Answers an invocation. */
    void respond(String id, byte[] response) throws IOException {
        addPost("invocation/" + id + "/response", "", response);
        writer.flush();
        readAccepted();
    }

    /** Reports that an invocation failed as a whole. */
    void error(String id, String type, String message) throws IOException {
        addPost("invocation/" + id + "/error", errorHeader(type), ErrorDocument.of(type, message));
        writer.flush();
        readAccepted();
    }

    /** Reports that this worker cannot begin. */
    void initError(String type, String message) throws IOException {
        addPost("init/error", errorHeader(type), ErrorDocument.of(type, message));
        writer.flush();
        readAccepted();
    }

    private static String errorHeader(String type) {
        return "Lambda-Runtime-Function-Error-Type: Runtime." + type.substring(type.lastIndexOf('.') + 1) + "\r\n";
    }

    private void addNext() throws IOException {
        writer.add("GET " + base + "invocation/next HTTP/1.1\r\nHost: " + host + "\r\n\r\n", NOTHING);
    }

    private void addPost(String path, String headers, byte[] body) throws IOException {
        writer.add(
                "POST " + base + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n",
                body);
    }

    private void readAccepted() throws IOException {
        HttpHead head = readHead();
        byte[] body = reader.readBody(head, NO_LIMIT);
        if (head.status() != 202) {
            throw new IOException("the runtime API refused an answer: " + head.firstLine() + " " + text(body));
        }
    }

    private HttpHead readHead() throws IOException {
        HttpHead head = reader.readHead();
        if (head == null) {
            throw new EOFException("the runtime API closed the connection");
        }
        return head;
    }

    private @Nullable Event readEvent() throws IOException {
        HttpHead head = reader.readHead();
        if (head == null || head.status() == GONE || head.status() == FORBIDDEN) {
            return null;
        }
        byte[] payload = reader.readBody(head, NO_LIMIT);
        String id = head.header("lambda-runtime-aws-request-id");
        String deadline = head.header("lambda-runtime-deadline-ms");
        if (head.status() != 200 || id == null || deadline == null || payload == null) {
            throw new IOException("the runtime API gave no invocation: " + head.firstLine() + " " + text(payload));
        }
        return new Event(id, Long.parseLong(deadline), payload);
    }

    private static String text(byte @Nullable [] body) {
        return body == null ? "" : new String(body, UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
