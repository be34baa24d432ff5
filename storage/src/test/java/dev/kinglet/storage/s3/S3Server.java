package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 server in this process, shared by the tests of a run: S3Proxy over memory, at a port that was free. */
final class S3Server {

    static final String ACCESS_KEY = "test-access";
    static final String SECRET_KEY = "test-secret";
    static final String BUCKET = "kinglet-test";

    private static final S3Proxy PROXY = start();

    private S3Server() {}

    static String endpoint() {
        return "http://127.0.0.1:" + PROXY.getPort();
    }

    /** A location of which nobody else knows. */
    static String newLocation() {
        return "s3://" + BUCKET + "/" + UUID.randomUUID() + "?endpoint=" + endpoint() + "&region=eu-central-1";
    }

    static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    static ObjectStore open(String location) {
        return ObjectStores.open(location, environment());
    }

    private static S3Proxy start() {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        try {
            proxy.start();
            createBucket("http://127.0.0.1:" + proxy.getPort());
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy did not start", e);
        }
        return proxy;
    }

    static void createBucket(String endpoint) throws Exception {
        // Its HTTP threads are daemons, and the server ends with the process.
        MinioClient client = MinioClient.builder()
                .endpoint(endpoint)
                .region("us-east-1")
                .credentials(ACCESS_KEY, SECRET_KEY)
                .build();
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
    }
}
