package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.PreconditionFailedException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bucket in the host's name, as Amazon wants it. A name server that knows such hosts is not at hand everywhere; the JDK takes a file
 * of hosts in place of one, if it is told so before its first look-up, so the client is a process of its own.
 */
final class S3VirtualHostTest {

    private static final String HOST = "s3.test";
    private static final int PART = 5 << 20;

    @TempDir
    private Path folder;

    /** What asks a store for everything that it can, and says what did not come out. */
    static final class Client {

        private Client() {}

        public static void main(String[] arguments) throws Exception {
            try (ObjectStore store = ObjectStores.open(arguments[0])) {
                store.put("a/whole", "content".getBytes(UTF_8));
                store.putIfAbsent("a/first", new byte[] {1});
                try {
                    store.putIfAbsent("a/first", new byte[] {2});
                    System.out.println("a conditional put was not refused");
                } catch (PreconditionFailedException expected) {
                    check(store.get("a/first"), new byte[] {1});
                }
                try (ObjectUpload upload = store.upload("a/parts")) {
                    upload.write(new byte[2 * PART]);
                    upload.commit();
                }
                store.copy("a/whole", "b");
                check(store.get("b", 3, 2), "te".getBytes(UTF_8));
                List<String> keys = store.list("a/", null, 10).objects().stream()
                        .map(ObjectInfo::key)
                        .toList();
                if (!keys.equals(List.of("a/first", "a/parts", "a/whole"))) {
                    System.out.println("listed " + keys);
                }
                store.deleteAll(keys);
                if (store.head("a/parts").isPresent()) {
                    System.out.println("not deleted");
                }
            }
            System.out.println("done");
        }

        private static void check(byte[] actual, byte[] expected) {
            if (!new String(actual, UTF_8).equals(new String(expected, UTF_8))) {
                System.out.println("got " + new String(actual, UTF_8));
            }
        }
    }

    @Test
    void everythingWorksWithTheBucketInTheHostsName() throws Exception {
        BlobStore objects = new TransientNio2BlobStore();
        S3Proxy plain = server(objects).build(); // where the host's name is no bucket's, one can be made
        plain.start();
        S3Server.createBucket("http://127.0.0.1:" + plain.getPort());
        plain.stop();
        S3Proxy server = server(objects).virtualHost(HOST).build();
        server.start();
        try {
            assertThat(run("s3://" + S3Server.BUCKET + "/prefix?endpoint=http://" + HOST + ":" + server.getPort()
                            + "&region=us-east-1&style=virtual"))
                    .isEqualTo("done");
        } finally {
            server.stop();
        }
    }

    private static S3Proxy.Builder server(BlobStore objects) {
        return S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    }

    private String run(String location) throws Exception {
        // Only the bucket's own host: a request in path style would not find its server.
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + S3Server.BUCKET + "." + HOST + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Client.class.getName(),
                        location)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(S3Server.environment());
        Process client = builder.start();
        try {
            return new String(client.getInputStream().readAllBytes(), UTF_8).strip();
        } finally {
            client.destroyForcibly();
        }
    }
}
