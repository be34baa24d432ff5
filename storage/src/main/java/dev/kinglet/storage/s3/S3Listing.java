package dev.kinglet.storage.s3;

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
        while (true) {
            ListBucketResultV2 result = request(prefix, after, maxKeys);
            List<ObjectInfo> objects = new ArrayList<>();
            for (Contents contents : result.contents()) {
                contents.setEncodingType(result.encodingType());
                String key = contents.objectName().substring(location.prefix().length());
                after = key;
                if (KeyRules.isLegal(key)) {
                    objects.add(new ObjectInfo(
                            key, contents.size(), contents.lastModified().toInstant()));
                }
            }
            boolean more = result.isTruncated() && !result.contents().isEmpty();
            if (!objects.isEmpty() || !more) {
                return new ObjectPage(List.copyOf(objects), more);
            }
        }
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

    private ListBucketResultV2 request(String prefix, @Nullable String after, int maxKeys) {
        ListObjectsV2Args.Builder request = client.in(ListObjectsV2Args.builder())
                .prefix(location.prefix() + prefix)
                .encodingType("url")
                .maxKeys(maxKeys);
        if (after != null) {
            request.startAfter(location.prefix() + after);
        }
        return client.await(
                        "list of \"" + prefix + "\"", () -> client.repeatable().listObjectsV2(request.build()))
                .result();
    }

    private void deleteBatch(List<DeleteRequest.Object> batch) {
        String action = "delete of " + batch.size() + " objects";
        DeleteObjectsResponse answer = client.await(
                action,
                () -> client.repeatable()
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
