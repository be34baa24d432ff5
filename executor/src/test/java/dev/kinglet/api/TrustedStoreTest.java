package dev.kinglet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.FunctionExecutor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store behind a certificate that nobody in the world has signed but its own: as in many a company. Drivers are processes of their own,
 * for a JVM reads whom it trusts once.
 */
final class TrustedStoreTest {

    private static final String PASSWORD = "changeit";
    private static final String BUCKET = "trusted";
    private static final int RESULT_BYTES = 100_000;

    @TempDir
    private Path folder;

    private S3Proxy server;

    /** A job whose results travel by the store. */
    static final class Driver {

        private Driver() {}

        public static void main(String[] arguments) {
            Map<String, String> settings = Map.of("store", arguments[0], "platform", "process", "workers", "1");
            try (FunctionExecutor executor = FunctionExecutor.create(settings)) {
                List<byte[]> results = executor.map(size -> new byte[size], List.of(RESULT_BYTES, RESULT_BYTES + 1))
                        .join();
                System.out.println(
                        results.stream().mapToInt(result -> result.length).sum());
            } catch (RuntimeException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @BeforeEach
    void serve() throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys.toString());
        Path certificate = folder.resolve("certificate");
        keytool("-exportcert", "-alias", "server", "-keystore", keys.toString(), "-file", certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "server",
                "-file",
                certificate.toString(),
                "-keystore",
                folder.resolve("trusted.p12").toString());
        server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(keys.toString(), PASSWORD)
                .awsAuthentication(AuthenticationType.NONE, "", "")
                .build();
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest bucket = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getPort() + "/" + BUCKET))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(bucket, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private String drive(String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(flags));
        command.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.add(Driver.class.getName());
        command.add("s3://" + BUCKET + "?endpoint=https://127.0.0.1:" + server.getSecurePort() + "&region=us-east-1");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any"));
        Process driver = builder.start();
        try {
            return new String(driver.getInputStream().readAllBytes(), UTF_8).strip();
        } finally {
            driver.destroyForcibly();
        }
    }

    @Test
    void workersTrustWhomTheDriverTrusts() throws Exception {
        // A relative path: workers run in folders of their own.
        assertThat(drive("-Djavax.net.ssl.trustStore=trusted.p12", "-Djavax.net.ssl.trustStorePassword=" + PASSWORD))
                .isEqualTo(Integer.toString(2 * RESULT_BYTES + 1));
    }

    @Test
    void anUntrustedStoreIsRefusedWithWhatToDo() throws Exception {
        assertThat(drive()).contains("no trusted connection", "-Djavax.net.ssl.trustStore=");
    }
}
