package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A server that sends the very bytes of an answer that a test makes up: nothing between corrects lengths or headers. One request a connection. */
final class RawS3 implements AutoCloseable {

    private final ServerSocket server;
    private volatile Function<Asked, Answer> answers = asked -> Answer.of(500, "the test did not foresee this request");
    private final List<Asked> asked = new ArrayList<>();

    /** @param target path and query as they came */
    record Asked(String method, String target, Map<String, String> headers, byte[] body) {}

    /** @param headers in this order, a name as often as it is in the list */
    record Answer(int status, List<Header> headers, byte[] body) {

        static Answer of(int status, String body, String... namesAndValues) {
            return of(status, body.getBytes(UTF_8), namesAndValues);
        }

        /** With the length of the body. */
        static Answer of(int status, byte[] body, String... namesAndValues) {
            List<Header> headers = new ArrayList<>();
            headers.add(new Header("Content-Length", Integer.toString(body.length)));
            for (int i = 0; i < namesAndValues.length; i += 2) {
                headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
            }
            return new Answer(status, headers, body);
        }

        byte[] bytes(boolean withBody) {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nConnection: close\r\n");
            headers.forEach(header ->
                    head.append(header.name).append(": ").append(header.value).append("\r\n"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
            bytes.writeBytes(withBody ? body : new byte[0]);
            return bytes.toByteArray();
        }
    }

    record Header(String name, String value) {}

    RawS3() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void answer(Function<Asked, Answer> byRequest) {
        answers = byRequest;
    }

    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void serve() {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Asked request = request(new BufferedInputStream(socket.getInputStream()));
            synchronized (asked) {
                asked.add(request);
            }
            socket.getOutputStream().write(answers.apply(request).bytes(!request.method.equals("HEAD")));
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            // The client had what it wanted, or did not want it.
        }
    }

    private static Asked request(InputStream in) throws IOException {
        String[] line = line(in).split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Asked(line[0], line[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the request ends too soon");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
