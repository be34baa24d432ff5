package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.decorate.Retrier;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.UploadPartArgs;
import io.minio.messages.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload that holds one part in memory. What turns out to fit one part is put in one request. Each request is repeated
 * as the store's policy says.
 */
final class S3Upload extends ObjectUpload {

    /** The first parts; S3 wants 5 MiB at least. */
    private static final int PART_BYTES = 8 << 20;

    /**
     * S3 takes 10,000 parts. Each 2,000 the size doubles, so that an object may have 484 GiB, and small ones need little memory.
     */
    private static final int MAX_PARTS = 10_000;

    private static final int PARTS_OF_A_SIZE = 2_000;

    private static final int FIRST_BUFFER_BYTES = 64 << 10;

    private final S3ObjectStore store;
    private final S3Client client;
    private final Retrier retrier;
    private final String key;
    private final List<Part> parts = new ArrayList<>();
    private byte @Nullable [] buffer = new byte[FIRST_BUFFER_BYTES];
    private int buffered;
    private long total;
    private @Nullable String uploadId;

    S3Upload(S3ObjectStore store, S3Client client, Retrier retrier, String key) {
        this.store = store;
        this.client = client;
        this.retrier = retrier;
        this.key = key;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        byte[] part = buffer();
        int at = offset;
        int left = length;
        while (left > 0) {
            if (buffered == partBytes()) {
                sendPart(part);
            }
            int count = Math.min(left, partBytes() - buffered);
            if (buffered + count > part.length) {
                part = Arrays.copyOf(part, Math.min(partBytes(), Math.max(2 * part.length, buffered + count)));
                buffer = part;
            }
            System.arraycopy(bytes, at, part, buffered, count);
            buffered += count;
            at += count;
            left -= count;
        }
    }

    @Override
    public void commit() {
        byte[] last = buffer();
        if (uploadId == null) {
            int length = buffered;
            retrier.run(() -> store.put(key, last, length));
        } else {
            if (buffered > 0) {
                sendPart(last);
            }
            complete(uploadId);
            uploadId = null;
        }
        buffer = null;
    }

    @Override
    public void close() {
        buffer = null;
        String unfinished = uploadId;
        if (unfinished != null) {
            uploadId = null;
            retrier.run(() -> abort(unfinished));
        }
    }

    private void sendPart(byte[] part) {
        int number = parts.size() + 1;
        if (number > MAX_PARTS) {
            throw new StoreUnavailableException(
                    "upload of \"" + key + "\": S3 takes no more than " + MAX_PARTS + " parts, which are " + total
                            + " bytes; write several objects",
                    null,
                    false);
        }
        String id = begin();
        int length = buffered;
        String action = "upload of part " + number + " of \"" + key + "\"";
        Part sent = retrier.call(() -> client.await(
                        action,
                        () -> client.repeatable()
                                .uploadPart(client.at(UploadPartArgs.builder(), key)
                                        .uploadId(id)
                                        .partNumber(number)
                                        .data(part, length)
                                        .headers(S3Client.checked(part, length))
                                        .build())))
                .part();
        parts.add(sent);
        total += length;
        buffered = 0;
    }

    private String begin() {
        String id = uploadId;
        if (id == null) {
            id = retrier.call(() -> client.await(
                            "begin of upload of \"" + key + "\"",
                            () -> client.repeatable()
                                    .createMultipartUpload(client.at(CreateMultipartUploadArgs.builder(), key)
                                            .build())))
                    .result()
                    .uploadId();
            uploadId = id;
        }
        return id;
    }

    private void complete(String id) {
        Retrier.Attempts attempts = retrier.begin();
        boolean mayBeComplete = false;
        while (true) {
            try {
                client.await(
                        "commit of upload of \"" + key + "\"",
                        () -> client.once()
                                .completeMultipartUpload(client.at(CompleteMultipartUploadArgs.builder(), key)
                                        .uploadId(id)
                                        .parts(parts.toArray(Part[]::new))
                                        .build()));
                return;
            } catch (ObjectNotFoundException gone) {
                // The answer to an earlier attempt was lost: that attempt ended the upload.
                if (mayBeComplete && store.head(key).map(ObjectInfo::size).equals(Optional.of(total))) {
                    return;
                }
                throw attempts.withEarlier(gone);
            } catch (StoreUnavailableException failure) {
                mayBeComplete = true;
                attempts.pauseAfter(failure);
            }
        }
    }

    private void abort(String id) {
        try {
            client.await(
                    "abandon of upload of \"" + key + "\"",
                    () -> client.repeatable()
                            .abortMultipartUpload(client.at(AbortMultipartUploadArgs.builder(), key)
                                    .uploadId(id)
                                    .build()));
        } catch (ObjectNotFoundException gone) {
            // The server had dropped it already.
        }
    }

    private int partBytes() {
        return PART_BYTES << (parts.size() / PARTS_OF_A_SIZE);
    }

    private byte[] buffer() {
        byte[] bytes = buffer;
        if (bytes == null) {
            throw new IllegalStateException("the upload of \"" + key + "\" was committed or closed already");
        }
        return bytes;
    }
}
