package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.UploadRequests;
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

/** A multipart upload that holds one part in memory. What turns out to fit one part is put in one request. */
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
    private final UploadRequests requests;
    private final String key;
    private final List<Part> parts = new ArrayList<>();
    private byte @Nullable [] buffer = new byte[FIRST_BUFFER_BYTES];
    private int buffered;
    private long total;
    private @Nullable String uploadId;

    S3Upload(S3ObjectStore store, S3Client client, UploadRequests requests, String key) {
        this.store = store;
        this.client = client;
        this.requests = requests;
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
            requests.make(Request.UPLOAD, () -> {
                store.put(key, last, length);
                return true;
            });
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
            requests.make(Request.DELETE, () -> abort(unfinished));
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
        Part sent = requests.make(
                        Request.UPLOAD_PART,
                        () -> client.await(
                                action,
                                () -> client.minio()
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
            id = requests.make(
                            Request.UPLOAD_PART,
                            () -> client.await(
                                    "begin of upload of \"" + key + "\"",
                                    () -> client.minio()
                                            .createMultipartUpload(client.at(CreateMultipartUploadArgs.builder(), key)
                                                    .build())))
                    .result()
                    .uploadId();
            uploadId = id;
        }
        return id;
    }

    private void complete(String id) {
        boolean[] mayBeComplete = new boolean[1];
        boolean gone = requests.make(Request.UPLOAD, () -> {
            try {
                client.await(
                        "commit of upload of \"" + key + "\"",
                        () -> client.minio()
                                .completeMultipartUpload(client.at(CompleteMultipartUploadArgs.builder(), key)
                                        .uploadId(id)
                                        .parts(parts.toArray(Part[]::new))
                                        .build()));
                return false;
            } catch (StoreUnavailableException failure) {
                mayBeComplete[0] = true;
                throw failure;
            } catch (ObjectNotFoundException failure) {
                if (!mayBeComplete[0]) {
                    throw failure;
                }
                return true;
            }
        });
        // The answer to an earlier attempt was lost: that attempt ended the upload, if the object is there.
        if (gone
                && !requests.make(Request.HEAD, () -> store.head(key))
                        .map(ObjectInfo::size)
                        .equals(Optional.of(total))) {
            throw new ObjectNotFoundException(
                    "commit of upload of \"" + key + "\" in " + store.location()
                            + ": the server knows neither the upload nor the object",
                    null);
        }
    }

    private boolean abort(String id) {
        try {
            client.await(
                    "abandon of upload of \"" + key + "\"",
                    () -> client.minio()
                            .abortMultipartUpload(client.at(AbortMultipartUploadArgs.builder(), key)
                                    .uploadId(id)
                                    .build()));
            return true;
        } catch (ObjectNotFoundException gone) {
            return false; // the server had dropped it already
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
