package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Runtime API as Lambda documents it, asked by a client that knows nothing of Kinglet. */
final class RuntimeApiServerTest {

    /** A worker that is always given the same invocation. */
    private static final class Endpoint implements WorkerEndpoint {

        private final List<String> heard = new ArrayList<>();

        @Override
        public synchronized void opened(RuntimeApiConnection connection) {}

        @Override
        public synchronized void closed(RuntimeApiConnection connection) {}

        @Override
        public synchronized boolean next(RuntimeApiConnection connection) {
            if (heard.contains("next")) {
                return false;
            }
            heard.add("next");
            try {
                connection.send("id-1", 4_102_444_800_000L, "kinglet", "{\"event\":1}".getBytes(UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return true;
        }

        @Override
        public synchronized @Nullable Runnable response(String id, byte[] body) {
            return end(id, "response " + body.length);
        }

        @Override
        public synchronized @Nullable Runnable error(String id, byte[] body) {
            return end(id, "error " + new String(body, UTF_8));
        }

        @Override
        public synchronized @Nullable Runnable tooLarge(String id) {
            return end(id, "too large");
        }

        private @Nullable Runnable end(String id, String what) {
            return id.equals("id-1") ? () -> heard.add(what) : null;
        }

        @Override
        public synchronized void initError(byte[] body) {
            heard.add("init error " + new String(body, UTF_8));
        }
    }

    private final Endpoint endpoint = new Endpoint();
    private final HttpClient client = HttpClient.newHttpClient();
    private RuntimeApiServer server;
    private String secret;

    @BeforeEach
    void start() throws IOException {
        server = new RuntimeApiServer();
        server.start();
        secret = server.secret();
        server.register(secret, endpoint);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private HttpResponse<String> send(String secretOf, String path, byte @Nullable [] body) throws Exception {
        URI uri = URI.create("http://" + server.address(secretOf) + "/2018-06-01/runtime/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (body != null) {
            request.POST(BodyPublishers.ofByteArray(body));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void anInvocationComesWithItsHeaders() throws Exception {
        HttpResponse<String> event = send(secret, "invocation/next", null);
        assertThat(event.statusCode()).isEqualTo(200);
        assertThat(event.body()).isEqualTo("{\"event\":1}");
        assertThat(event.headers().firstValue("lambda-runtime-aws-request-id")).contains("id-1");
        assertThat(event.headers().firstValue("lambda-runtime-deadline-ms")).contains("4102444800000");
        assertThat(event.headers().firstValue("lambda-runtime-invoked-function-arn"))
                .contains("kinglet");
    }

    @Test
    void answersAndErrorsAreAccepted() throws Exception {
        assertThat(send(secret, "invocation/id-1/response", new byte[3]).statusCode())
                .isEqualTo(202);
        assertThat(send(secret, "invocation/id-1/error", "{}".getBytes(UTF_8)).statusCode())
                .isEqualTo(202);
        assertThat(send(secret, "init/error", "{}".getBytes(UTF_8)).statusCode())
                .isEqualTo(202);
        assertThat(endpoint.heard).contains("response 3", "init error {}");
    }

    @Test
    void anotherInvocationsAnswerIsRefused() throws Exception {
        HttpResponse<String> refused = send(secret, "invocation/id-2/response", new byte[3]);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"errorType\":\"InvalidRequestID\"");
    }

    @Test
    void anAnswerThatIsTooLongIsRefused() throws Exception {
        HttpResponse<String> refused =
                send(secret, "invocation/id-1/response", new byte[RuntimeApiConnection.MAX_PAYLOAD_BYTES + 1]);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("RequestEntityTooLarge");
    }

    @Test
    void askingOutOfTurnIsRefused() throws Exception {
        send(secret, "invocation/next", null);
        HttpResponse<String> refused = send(secret, "invocation/next", null);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("InvalidStateTransition");
    }

    @Test
    void whoeverDoesNotKnowASecretIsRefused() throws Exception {
        assertThat(send(server.secret(), "invocation/next", null).statusCode()).isEqualTo(403);
        server.unregister(secret);
        assertThat(send(secret, "invocation/next", null).statusCode()).isEqualTo(403);
        assertThat(endpoint.heard).isEmpty();
    }

    @Test
    void aPathThatDoesNotExistIsNotFound() throws Exception {
        assertThat(send(secret, "restore/next", null).statusCode()).isEqualTo(404);
    }
}
