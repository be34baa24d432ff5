package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.execute.wire.HttpHead;
import dev.kinglet.execute.wire.HttpReader;
import dev.kinglet.execute.wire.HttpWriter;
import dev.kinglet.invoke.AwsLambda;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a worker. Its thread reads requests; whoever has an invocation writes it, so that a warm invocation needs no
 * hand-over between threads of the driver.
 *
 * <p>Answers are gathered while another request is here already: a worker that sends its answer and its next question together is given
 * the acknowledgement and its next invocation together, and whoever waits for the answer is told after the worker has work again.
 */
final class RuntimeApiConnection implements Runnable, AutoCloseable {

    /** Lambda's limit for what comes and goes, and what it says about it. */
    static final int MAX_PAYLOAD_BYTES = AwsLambda.PROFILE.limits().responseBytes() + 100;

    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String INVOCATION = "invocation/";
    private static final String RESPONSE = "/response";
    private static final String ERROR = "/error";
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}\n".getBytes(UTF_8);

    private final RuntimeApiServer server;
    private final Socket socket;
    private final HttpReader reader;

    /** Guarded by itself. */
    private final HttpWriter writer;

    private @Nullable WorkerEndpoint endpoint;
    private @Nullable Runnable afterwards;

    /** Whether the worker waits for an invocation. An acknowledgement then goes out with it, and does not wake the worker by itself. */
    private boolean asked;

    RuntimeApiConnection(RuntimeApiServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        reader = new HttpReader(socket.getInputStream());
        writer = new HttpWriter(socket.getOutputStream());
    }

    @Override
    public void run() {
        try (socket) {
            boolean open = true;
            while (open) {
                open = serveOne();
            }
        } catch (IOException | NumberFormatException e) {
            // The worker ended, or speaks nonsense. Its process's end tells more than its connection's.
        } finally {
            runAfterwards();
            if (endpoint != null) {
                endpoint.closed(this);
            }
            server.ended(this);
        }
    }

    private boolean serveOne() throws IOException {
        if (!reader.hasBuffered()) {
            if (!asked) {
                flush();
            }
            runAfterwards();
        }
        HttpHead head = reader.readHead();
        asked = false;
        if (head == null) {
            return false;
        }
        byte[] body = reader.readBody(head, MAX_PAYLOAD_BYTES);
        String path = head.word(1);
        int secretEnd = path.indexOf('/', 1);
        WorkerEndpoint worker = secretEnd < 0 ? null : server.endpoint(path.substring(1, secretEnd));
        if (worker == null) {
            answer(403, "Forbidden", "this address belongs to the workers of a Kinglet driver");
            flush();
            return false;
        }
        if (endpoint == null) {
            endpoint = worker;
            worker.opened(this);
        }
        String rest = path.substring(secretEnd);
        if (rest.startsWith(PREFIX)) {
            runtime(worker, head.word(0), rest.substring(PREFIX.length()), body);
        } else if (rest.equals("/ping")) {
            add("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "pong".getBytes(UTF_8));
        } else {
            answer(404, "NotFound", "there is no " + rest);
        }
        return true;
    }

    private void runtime(WorkerEndpoint worker, String method, String path, byte @Nullable [] body) throws IOException {
        boolean post = method.equals("POST");
        if (method.equals("GET") && path.equals("invocation/next")) {
            asked = worker.next(this);
            if (!asked) {
                answer(403, "InvalidStateTransition", "an invocation is running, or this worker is to end");
            }
        } else if (post && path.equals("init/error")) {
            worker.initError(body == null ? new byte[0] : body);
            add(
                    "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: " + ACCEPTED.length
                            + "\r\n\r\n",
                    ACCEPTED);
        } else if (post && path.startsWith(INVOCATION) && path.endsWith(RESPONSE)) {
            String id = path.substring(INVOCATION.length(), path.length() - RESPONSE.length());
            ended(body == null ? worker.tooLarge(id) : worker.response(id, body), body == null);
        } else if (post && path.startsWith(INVOCATION) && path.endsWith(ERROR)) {
            String id = path.substring(INVOCATION.length(), path.length() - ERROR.length());
            ended(worker.error(id, body == null ? new byte[0] : body), false);
        } else {
            answer(404, "NotFound", "there is no " + method + " " + path);
        }
    }

    private void ended(@Nullable Runnable completion, boolean tooLarge) throws IOException {
        if (completion == null) {
            answer(400, "InvalidRequestID", "no invocation of that identifier runs here");
            return;
        }
        runAfterwards();
        afterwards = completion;
        if (tooLarge) {
            answer(
                    413,
                    "RequestEntityTooLarge",
                    "Exceeded maximum allowed payload size (" + MAX_PAYLOAD_BYTES + " bytes).");
        } else {
            add(
                    "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: " + ACCEPTED.length
                            + "\r\n\r\n",
                    ACCEPTED);
        }
    }

    private void runAfterwards() {
        Runnable completion = afterwards;
        afterwards = null;
        if (completion != null) {
            completion.run();
        }
    }

    private void answer(int status, String type, String message) throws IOException {
        byte[] body = ("{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}").getBytes(UTF_8);
        add(
                "HTTP/1.1 " + status + " " + type + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n",
                body);
    }

    private void add(String head, byte[] body) throws IOException {
        synchronized (writer) {
            writer.add(head, body);
        }
    }

    private void flush() throws IOException {
        synchronized (writer) {
            writer.flush();
        }
    }

    /** Sends an invocation to the worker, which waits for one. From any thread. */
    void send(String id, long deadlineMillis, String function, byte[] payload) throws IOException {
        synchronized (writer) {
            writer.add(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: " + id
                            + "\r\nLambda-Runtime-Deadline-Ms: " + deadlineMillis
                            + "\r\nLambda-Runtime-Invoked-Function-Arn: " + function
                            + "\r\nContent-Length: " + payload.length + "\r\n\r\n",
                    payload);
            writer.flush();
        }
    }

    /** Ends the connection: a worker that waits for an invocation takes it for the sign to leave. From any thread. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
