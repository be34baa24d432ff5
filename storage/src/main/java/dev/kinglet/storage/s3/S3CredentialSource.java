package dev.kinglet.storage.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One place where credentials may be. */
interface S3CredentialSource {

    /** In words, for messages. */
    String name();

    /**
     * Looks there.
     *
     * @return null if the place is not in use here
     * @throws dev.kinglet.storage.StorageException if it is in use but gives none
     */
    @Nullable
    Found find();

    /**
     * Credentials.
     *
     * @param sessionToken of temporary ones, else null
     * @param expires when to ask again, or null for never
     * @param source where they were, in words
     */
    record Found(
            String accessKey,
            String secretKey,
            @Nullable String sessionToken,
            @Nullable Instant expires,
            String source) {

        /** Keeps secrets out of logs. */
        @Override
        public String toString() {
            return "credentials " + accessKey + " of " + source;
        }
    }
}
