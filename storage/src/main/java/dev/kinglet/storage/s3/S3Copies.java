package dev.kinglet.storage.s3;

import io.minio.BaseS3Client;
import io.minio.MinioAsyncClient;

/** The MinIO client's request for a copy alone. The client itself looks at the source before each, which is another request. */
final class S3Copies extends BaseS3Client {

    S3Copies(MinioAsyncClient client) {
        super(client);
    }
}
