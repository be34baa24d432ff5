package dev.kinglet.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * An S3 server that gets into trouble when a test says so: S3Proxy over memory, behind a door that answers in its place, holds requests
 * back, hangs up, or is shut. A connection carries one request, so that each is judged.
 */
final class TroubledS3 implements AutoCloseable {

    static final String BUCKET = "troubled";

    private static final int BACKLOG = 200;

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

    /** How much a slow answer is late: more than a request takes, less than tests can bear. */
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What becomes of a request. */
    enum Trouble {
        NONE,
        /** Answered late. */
        SLOW,
        /** Answered by {@code 503 SlowDown}. */
        THROTTLED,
        /** Answered by {@code 507}. */
        FULL,
        /** Answered by {@code 403 AccessDenied}. */
        DENIED,
        /** Taken, and the connection closed without an answer. */
        HANG_UP,
        /** Its answer breaks off in the middle. */
        BREAK_OFF,
        /** Taken, and never answered. */
        SILENT,
        /** The port is closed, from now on. */
        GONE
    }

    /**
     * A request as it comes in.
     *
     * @param accessKey whose it is: what stands for a user in the credentials that it was signed with
     */
    record Asked(String method, String path, String accessKey) {

        boolean writes() {
            return !method.equals("GET") && !method.equals("HEAD");
        }

        /** Whether it is about an object whose key has this in it. */
        boolean isOf(String part) {
            return path.contains(part);
        }
    }

    /** Judges each request, in many threads at once. */
    interface Plan {
        Trouble of(Asked asked);
    }

    private final S3Proxy server;
    private final int port;
    private final List<Asked> log = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;
    private volatile Plan plan = asked -> Trouble.NONE;

    TroubledS3() throws Exception {
        server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                // Signatures are the affair of the store's own tests; here any credentials will do.
                .awsAuthentication(AuthenticationType.NONE, "", "")
                .build();
        server.start();
        door = listen(0);
        port = door.getLocalPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest bucket = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getPort() + "/" + BUCKET))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(bucket, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A location in the bucket. */
    String location(String prefix) {
        return "s3://" + BUCKET + "/" + prefix + "?endpoint=" + endpoint();
    }

    /** All that was asked until now. */
    List<Asked> asked() {
        return List.copyOf(log);
    }

    /** What happens to requests from now on. */
    void from(Plan next) {
        plan = next;
    }

    /** All is well again, whatever was before. */
    void recover() throws IOException {
        plan = asked -> Trouble.NONE;
        if (door.isClosed()) {
            door = listen(port);
        }
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket socket = new ServerSocket(at, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("troubled-s3").start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException shut) {
            return;
        }
    }

    private void shut() throws IOException {
        door.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return; // a connection that was made ahead and not used
            }
            byte[] body = in.readNBytes(contentLength(head));
            Asked asked = asked(head);
            log.add(asked);
            answer(plan.of(asked), head, body, connection);
        } catch (IOException e) {
            return; // the client, or the door, is gone
        } finally {
            connections.remove(connection);
        }
    }

    private void answer(Trouble trouble, String head, byte[] body, Socket connection) throws IOException {
        OutputStream out = connection.getOutputStream();
        switch (trouble) {
            case NONE -> forward(head, body, out, Long.MAX_VALUE);
            case SLOW -> {
                LockSupport.parkNanos(DELAY_NANOS);
                forward(head, body, out, Long.MAX_VALUE);
            }
            case THROTTLED -> refuse(out, "503 Slow Down", "SlowDown", "reduce your request rate");
            case FULL -> refuse(out, "507 Insufficient Storage", "XMinioStorageFull", "no space left on the device");
            case DENIED -> refuse(out, "403 Forbidden", "AccessDenied", "the bucket is read-only");
            case HANG_UP -> {
                return;
            }
            case BREAK_OFF -> forward(head, body, out, 20_000);
            case SILENT -> {
                // Nothing further comes: this waits until either side closes.
                var _ = connection.getInputStream().read();
            }
            case GONE -> shut();
        }
    }

    private void forward(String head, byte[] body, OutputStream out, long limit) throws IOException {
        try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            String once = head.replaceFirst("(?im)^connection:[^\r]*\r\n", "");
            OutputStream ahead = backend.getOutputStream();
            ahead.write((once.substring(0, once.length() - 2) + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            ahead.write(body);
            ahead.flush();
            InputStream back = backend.getInputStream();
            byte[] buffer = new byte[8192];
            long left = limit;
            for (int count = back.read(buffer); count >= 0 && left > 0; count = back.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(count, left));
                left -= count;
            }
        }
    }

    private static void refuse(OutputStream out, String status, String code, String message) throws IOException {
        byte[] xml = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>")
                .getBytes(UTF_8);
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + xml.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.write(xml);
    }

    /** Up to and with the empty line; empty where the connection ends before. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            last = last << 8 | next;
            if (last == 0x0d0a0d0a) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    private static Asked asked(String head) {
        String[] words = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
        Matcher credential = CREDENTIAL.matcher(head);
        return new Asked(words[0], words[1], credential.find() ? credential.group(1) : "");
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        shut();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("S3Proxy does not stop", e);
        }
    }
}
