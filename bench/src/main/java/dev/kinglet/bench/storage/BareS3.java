package dev.kinglet.bench.storage;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.credentials.StaticProvider;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A bucket by the MinIO client as it comes. Bodies carry their MD5, as Kinglet's do: the server compares it in both. */
record BareS3(MinioAsyncClient client, String bucket, String prefix) implements ObjectAccess {

    /** @param location with endpoint, region and style, as Kinglet's store tells it */
    static BareS3 at(String location, String accessKey, String secretKey, @Nullable String sessionToken) {
        URI uri = URI.create(location);
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : uri.getRawQuery().split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(parameters.getOrDefault("endpoint", "https://s3.amazonaws.com"))
                .region(parameters.get("region"))
                .credentialsProvider(new StaticProvider(accessKey, secretKey, sessionToken))
                .build();
        if ("virtual".equals(parameters.get("style"))) {
            client.enableVirtualStyleEndpoint();
        } else {
            client.disableVirtualStyleEndpoint();
        }
        String path = uri.getPath();
        return new BareS3(client, uri.getHost(), path.length() < 2 ? "" : path.substring(1) + "/");
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        await(client.putObject(PutObjectAPIArgs.builder()
                .bucket(bucket)
                .object(prefix + key)
                .data(content, content.length)
                .headers(new Http.Headers(Http.Headers.CONTENT_MD5, md5(content)))
                .build()));
    }

    @Override
    public byte[] get(String key) throws IOException {
        try (GetObjectResponse body = await(client.getObject(
                GetObjectArgs.builder().bucket(bucket).object(prefix + key).build()))) {
            return body.readAllBytes();
        }
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException("the bare request failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a bare request", e);
        }
    }
}
