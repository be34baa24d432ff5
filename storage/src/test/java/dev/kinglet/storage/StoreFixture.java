package dev.kinglet.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** The store under test, what its backend deviates in, and what its tests have in common. */
public interface StoreFixture {

    /** Larger than the parts and the buffers of any backend, and no multiple of them. */
    int LARGE_BYTES = 12 * 1024 * 1024 + 17;

    /** The store under test. */
    ObjectStore store();

    /**
     * Whether the server behind deviates from S3 in keeping keys as paths: a key cannot then be the folder of another, and keys
     * beyond U+FFFF are listed in another order.
     */
    default boolean keepsKeysAsPaths() {
        return false;
    }

    /**
     * Whether of racing conditional puts one wins, as S3 has it. A server that looks and writes in two steps decides nothing: what it
     * does in a race says as little of our client as of S3, so that it is not asked. Ceph's gateway, SeaweedFS and S3Proxy decide, as do
     * the stores of a folder and of memory; moto does not.
     */
    default boolean decidesRaces() {
        return true;
    }

    /** How many keys to list and to delete at once; more than S3 takes in one request. */
    default int manyKeys() {
        return 1_100;
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** All keys with a prefix, in the order of the listing. */
    default List<String> keys(String prefix) {
        return pages(prefix, 1_000);
    }

    default List<String> pages(String prefix, int maxKeys) {
        List<String> keys = new ArrayList<>();
        @Nullable String after = null;
        while (true) {
            ObjectPage page = store().list(prefix, after, maxKeys);
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(maxKeys);
            page.objects().forEach(object -> keys.add(object.key()));
            if (page.objects().isEmpty() || !page.more()) {
                return keys;
            }
            after = keys.getLast();
        }
    }

    default void upload(String key, byte[] content) throws IOException {
        try (ObjectUpload upload = store().upload(key)) {
            upload.write(content);
            upload.commit();
        }
    }

    static void assertIllegal(ThrowingCallable request) {
        assertThatIllegalArgumentException().isThrownBy(request);
    }

    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
