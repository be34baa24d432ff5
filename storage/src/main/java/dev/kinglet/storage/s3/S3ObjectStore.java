package dev.kinglet.storage.s3;

import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.KeyRules;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.UploadRequests;
import io.minio.CopyObjectArgs;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;
import io.minio.Http;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A store in a bucket, or below a prefix of one. A failed request is not repeated here. */
final class S3ObjectStore implements ObjectStore {

    /** No object is that long, and some servers fail at the arithmetic of a range beyond. */
    private static final long BEYOND_ANY_OBJECT = 1L << 50;

    private final S3Location location;
    private final S3Client client;
    private final S3Listing listing;
    private final S3Reads reads;

    S3ObjectStore(S3Location location, S3Client client) {
        this.location = location;
        this.client = client;
        this.listing = new S3Listing(location, client);
        this.reads = new S3Reads(client);
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public void put(String key, byte[] content) {
        KeyRules.check(key);
        put(key, content, content.length);
    }

    void put(String key, byte[] content, int length) {
        client.await(
                "put of \"" + key + "\"",
                () -> client.minio()
                        .putObject(client.at(PutObjectAPIArgs.builder(), key)
                                .data(content, length)
                                .headers(S3Client.checked(content, length))
                                .build()));
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        KeyRules.check(key);
        Http.Headers headers = S3Client.checked(content, content.length);
        headers.put("If-None-Match", "*");
        client.await(
                "conditional put of \"" + key + "\"",
                () -> client.minio()
                        .putObject(client.at(PutObjectAPIArgs.builder(), key)
                                .data(content, content.length)
                                .headers(headers)
                                .build()));
    }

    @Override
    public ObjectUpload upload(String key) {
        return upload(key, UploadRequests.PLAIN);
    }

    @Override
    public ObjectUpload upload(String key, UploadRequests requests) {
        KeyRules.check(key);
        return new S3Upload(this, client, requests, key);
    }

    @Override
    public byte[] get(String key) {
        KeyRules.check(key);
        return reads.bytes(new S3Body.Asked(key, 0, null, null));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        KeyRules.check(key);
        KeyRules.checkRange(offset, length);
        if (length == 0 || offset >= BEYOND_ANY_OBJECT) {
            requireExistence(key);
            return new byte[0];
        }
        return reads.bytes(new S3Body.Asked(key, offset, length, null));
    }

    @Override
    public byte[] read(ObjectInfo found) {
        return reads.bytes(new S3Body.Asked(found.key(), 0, null, found));
    }

    @Override
    public byte[] read(ObjectInfo found, long offset, int length) {
        KeyRules.checkRange(offset, length);
        return length == 0 || offset >= found.size()
                ? new byte[0]
                : reads.bytes(new S3Body.Asked(found.key(), offset, length, found));
    }

    @Override
    public InputStream open(ObjectInfo found, long offset) {
        KeyRules.checkRange(offset, 0);
        return offset > 0 && offset >= found.size()
                ? InputStream.nullInputStream()
                : reads.stream(new S3Body.Asked(found.key(), offset, null, found));
    }

    @Override
    public InputStream open(String key, long offset) {
        KeyRules.check(key);
        KeyRules.checkRange(offset, 0);
        if (offset >= BEYOND_ANY_OBJECT) {
            requireExistence(key);
            return new ByteArrayInputStream(new byte[0]);
        }
        return reads.stream(new S3Body.Asked(key, offset, null, null));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        KeyRules.check(key);
        try {
            HeadObjectResponse found = client.await(
                    "head of \"" + key + "\"",
                    () -> client.minio()
                            .headObject(client.at(HeadObjectArgs.builder(), key).build()));
            return Optional.of(
                    new ObjectInfo(key, found.size(), found.lastModified().toInstant(), S3Answers.tag(found.etag())));
        } catch (ObjectNotFoundException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void copy(String source, String target) {
        KeyRules.check(source);
        KeyRules.check(target);
        String action = "copy of \"" + source + "\" to \"" + target + "\"";
        CopyObjectArgs copy = client.at(CopyObjectArgs.builder(), target)
                .source(client.at(SourceObject.builder(), source).build())
                .build();
        try {
            client.awaitRaw(action, () -> client.copies().copyObject(copy));
        } catch (ExecutionException e) {
            Throwable cause = S3Failures.unwrap(e.getCause() == null ? e : e.getCause());
            S3Failures.Answer answer = S3Failures.answer(cause);
            if (answer == null || !answer.mayBeOfLength()) {
                throw client.failures().of(action, cause);
            }
            client.await(action, () -> client.minio().copyObject(copy)); // in parts
        }
    }

    @Override
    public void delete(String key) {
        KeyRules.check(key);
        try {
            client.await(
                    "delete of \"" + key + "\"",
                    () -> client.minio()
                            .removeObject(
                                    client.at(RemoveObjectArgs.builder(), key).build()));
        } catch (ObjectNotFoundException absent) {
            // Amazon says nothing of it; some other servers do.
        }
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        keys.forEach(KeyRules::check);
        listing.delete(keys);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        KeyRules.checkPage(maxKeys);
        return listing.page(prefix, startAfter, maxKeys);
    }

    @Override
    public FoundObjects find(String prefix, @Nullable String next) {
        return listing.find(prefix, next);
    }

    @Override
    public void close() {
        client.close();
    }

    private void requireExistence(String key) {
        if (head(key).isEmpty()) {
            throw new ObjectNotFoundException("no object \"" + key + "\" in " + location + ", or no such bucket", null);
        }
    }
}
