package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that answers what a test tells it to, in order, and remembers what it was asked. */
final class FakeS3 implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile boolean together;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param body sent as XML; null drops the connection without an answer */
    record Answer(int status, @Nullable String body, Map<String, String> headers) {}

    record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

    FakeS3() throws IOException {
        this(0);
    }

    FakeS3(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    List<Asked> asked() {
        return asked;
    }

    FakeS3 willAnswer(int status, String body) {
        answers.add(new Answer(status, body, Map.of()));
        return this;
    }

    FakeS3 willAnswer(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers));
        return this;
    }

    FakeS3 willFail(int status, String code) {
        return willAnswer(
                status,
                "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>told so</Message></Error>",
                Map.of("Content-Type", "application/xml"));
    }

    FakeS3 willHangUp() {
        answers.add(new Answer(0, null, Map.of()));
        return this;
    }

    /** No request has its answer before so many are there. */
    FakeS3 willAnswerTogether(int requests) {
        held = new CountDownLatch(requests);
        together = true;
        return this;
    }

    /** From now on no request has its answer before the server is closed. */
    FakeS3 willNotAnswer() {
        held = new CountDownLatch(1);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (together) {
                held.countDown();
            }
            held.await();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            Answer answer = answers.poll();
            if (answer == null) {
                answer = new Answer(500, "the test did not foresee this request", Map.of());
            }
            String text = answer.body;
            if (text == null) {
                return;
            }
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
    }
}
