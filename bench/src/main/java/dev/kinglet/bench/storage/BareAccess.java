package dev.kinglet.bench.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same objects in the same place without Kinglet. */
public final class BareAccess {

    private BareAccess() {}

    /**
     * How a place is reached without Kinglet, or null where it is not: there is nothing but Kinglet in memory, and credentials for S3 are
     * only taken from the environment.
     *
     * @param location as a store tells its own
     * @param environment as that of the process
     */
    public static @Nullable ObjectAccess at(String location, Map<String, String> environment) {
        if (location.startsWith("file:")) {
            return new BareFolder(Path.of(URI.create(location)));
        }
        if (location.startsWith("s3:")) {
            String accessKey = environment.get("AWS_ACCESS_KEY_ID");
            String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
            return accessKey == null || secretKey == null
                    ? null
                    : BareS3.at(location, accessKey, secretKey, environment.get("AWS_SESSION_TOKEN"));
        }
        return null;
    }
}
