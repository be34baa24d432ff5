package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.StorageException;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import okhttp3.Headers;

/** The requests for an object's bytes. */
final class S3Reads {

    private final S3Client client;

    S3Reads(S3Client client) {
        this.client = client;
    }

    /** All that was asked for. */
    byte[] bytes(S3Body.Asked asked) {
        try (S3Body.ExactStream body = open(asked)) {
            return body.readExactly(asked.length() == null ? Long.MAX_VALUE : asked.length());
        } catch (IOException e) {
            throw client.failures().of("get of \"" + asked.key() + "\"", e);
        }
    }

    /** What was asked for, as it arrives. */
    InputStream stream(S3Body.Asked asked) {
        return new S3ObjectStream(open(asked), client.failures(), "read of \"" + asked.key() + "\"");
    }

    private S3Body.ExactStream open(S3Body.Asked asked) {
        String action = "get of \"" + asked.key() + "\"";
        if (asked.found() != null && S3DirectGet.isNeeded(asked.key())) {
            return openDirectly(action, asked);
        }
        GetObjectArgs.Builder request = client.at(GetObjectArgs.builder(), asked.key());
        if (asked.isRange()) {
            request.offset(asked.offset());
        }
        if (asked.length() != null) {
            request.length(asked.length().longValue());
        }
        try {
            GetObjectResponse answer =
                    client.awaitRaw(action, () -> client.minio().getObject(request.build()));
            return checked(action, asked, answer.headers(), answer);
        } catch (ExecutionException e) {
            Throwable cause = S3Failures.unwrap(e.getCause() == null ? e : e.getCause());
            S3Failures.Answer answer = S3Failures.answer(cause);
            if (answer != null && answer.isBehindTheEnd()) {
                return nothingBehindTheEnd(action, asked);
            }
            throw client.failures().of(action, cause);
        }
    }

    private S3Body.ExactStream openDirectly(String action, S3Body.Asked asked) {
        try {
            S3DirectGet.Response answer = client.direct().get(asked);
            return checked(action, asked, answer.headers(), answer.body());
        } catch (IOException e) {
            S3Failures.Answer answer = S3Failures.answer(e);
            if (answer != null && answer.isBehindTheEnd()) {
                return nothingBehindTheEnd(action, asked);
            }
            throw client.failures().of(action, e);
        }
    }

    private S3Body.ExactStream checked(String action, S3Body.Asked asked, Headers headers, InputStream body) {
        try {
            return new S3Body(action, asked, headers).checked(body);
        } catch (IOException | StorageException e) {
            StorageException failure = client.failures().of(action, e);
            S3Client.closeQuietly(body);
            throw failure;
        }
    }

    private static S3Body.ExactStream nothingBehindTheEnd(String action, S3Body.Asked asked) {
        if (asked.found() != null) {
            throw new ObjectChangedException(
                    action + ": it was found with " + asked.found().size() + " bytes, now it ends at or before "
                            + asked.offset() + "; the object was replaced since",
                    null);
        }
        return new S3Body.ExactStream(InputStream.nullInputStream(), 0, true);
    }
}
