package dev.kinglet.storage.s3;

import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.KeyRules;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.StorageException;
import io.minio.DeleteObjectsArgs;
import io.minio.DeleteObjectsResponse;
import io.minio.ListObjectsV2Args;
import io.minio.messages.Contents;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.ListBucketResultV2;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests about many objects at once. */
final class S3Listing {

    /** What S3 takes in one request. */
    private static final int DELETE_BATCH = 1_000;

    private final S3Location location;
    private final S3Client client;

    S3Listing(S3Location location, S3Client client) {
        this.location = location;
        this.client = client;
    }

    /**
     * A page. Objects that others wrote under names that are no legal keys, as the {@code folder/} that consoles make, are left
     * out; if nothing is left of a page, the next is fetched, since an empty page means the end.
     */
    ObjectPage page(String prefix, @Nullable String startAfter, int maxKeys) {
        @Nullable String after = startAfter;
        if (after != null && KeyRules.UTF8_ORDER.compare(after, prefix) < 0) {
            // Some servers take a start before the prefix for an error, or begin there.
            after = null;
        } else if (after != null && !after.startsWith(prefix)) {
            return new ObjectPage(List.of(), false);
        }
        if (!KeyRules.mayBegin(prefix)) {
            // Servers that keep keys as paths take "a//" for "a/".
            return new ObjectPage(List.of(), false);
        }
        @Nullable String token = null;
        while (true) {
            FoundObjects found = request(prefix, after, token, maxKeys);
            List<ObjectInfo> objects = found.objects().stream()
                    .filter(object -> KeyRules.isLegal(object.key()))
                    .toList();
            token = found.next();
            if (!objects.isEmpty() || token == null) {
                return new ObjectPage(objects, token != null);
            }
        }
    }

    /** A page of all objects, led on by what the server calls its continuation. */
    FoundObjects find(String prefix, @Nullable String next) {
        return request(prefix, null, next, KeyRules.MAX_PAGE);
    }

    void delete(Collection<String> keys) {
        List<DeleteRequest.Object> batch = new ArrayList<>();
        for (String key : keys) {
            batch.add(new DeleteRequest.Object(location.prefix() + key));
            if (batch.size() == DELETE_BATCH) {
                deleteBatch(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            deleteBatch(batch);
        }
    }

    private FoundObjects request(String prefix, @Nullable String after, @Nullable String token, int maxKeys) {
        String action = "list of \"" + prefix + "\"";
        ListObjectsV2Args.Builder request = client.in(ListObjectsV2Args.builder())
                .prefix(location.prefix() + prefix)
                .encodingType("url")
                .maxKeys(maxKeys);
        if (token != null) {
            request.continuationToken(token);
        } else if (after != null) {
            request.startAfter(location.prefix() + after);
        }
        ListBucketResultV2 result = client.await(action, () -> client.minio().listObjectsV2(request.build()))
                .result();
        try {
            return checked(prefix, token, result);
        } catch (IOException | RuntimeException e) {
            throw client.failures().of(action, e);
        }
    }

    /** The answer to a listing, compared with what was asked. */
    private FoundObjects checked(String prefix, @Nullable String token, ListBucketResultV2 result) throws IOException {
        String next = result.nextContinuationToken();
        boolean more = next != null && !next.isEmpty();
        if (more != result.isTruncated()) {
            throw new NotS3Exception(
                    "it is " + (more ? "not " : "") + "truncated, and " + (more ? "says" : "does not say")
                            + " how it goes on",
                    false);
        }
        if (more && next.equals(token)) {
            throw new NotS3Exception("it goes on as the page before it did, and so would never end", false);
        }
        String bucket = result.name();
        // An access point's listing may name the bucket behind it.
        boolean alias =
                location.bucket().startsWith("arn:") || location.bucket().endsWith("-s3alias");
        if (bucket != null && !bucket.isEmpty() && !bucket.equals(location.bucket()) && !alias) {
            throw new NotS3Exception("it is of the bucket " + bucket, false);
        }
        List<ObjectInfo> objects = new ArrayList<>();
        for (Contents contents : result.contents()) {
            contents.setEncodingType(result.encodingType());
            String key = contents.objectName();
            if (key == null || !key.startsWith(location.prefix() + prefix)) {
                throw new NotS3Exception(
                        "it has the key \"" + key + "\", which does not begin with what was asked for", false);
            }
            if (contents.size() < 0) {
                throw new NotS3Exception("it has the key \"" + key + "\" with " + contents.size() + " bytes", false);
            }
            objects.add(new ObjectInfo(
                    key.substring(location.prefix().length()),
                    contents.size(),
                    contents.lastModified().toInstant(),
                    S3Answers.tag(contents.etag())));
        }
        return new FoundObjects(List.copyOf(objects), more ? next : null);
    }

    private void deleteBatch(List<DeleteRequest.Object> batch) {
        String action = "delete of " + batch.size() + " objects";
        DeleteObjectsResponse answer = client.await(
                action,
                () -> client.minio()
                        .deleteObjects(client.in(DeleteObjectsArgs.builder())
                                .objects(batch)
                                .quiet(true)
                                .build()));
        @Nullable StorageException first = null;
        for (DeleteResult.Error error : answer.result().errors()) {
            StorageException failure =
                    client.failures().ofDelete(action + ", of \"" + error.objectName() + "\"", error);
            if (failure instanceof ObjectNotFoundException) {
                continue;
            }
            if (first == null) {
                first = failure;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
