package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreProvider;
import java.util.Map;

/**
 * Opens {@code s3://bucket/prefix?endpoint=http://host:port&region=us-east-1&style=path}. The bucket has to exist. Each request is sent once:
 * to repeat it is the affair of {@link dev.kinglet.storage.decorate.RetryingObjectStore}.
 */
public final class S3ObjectStoreProvider implements ObjectStoreProvider {

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public ObjectStore open(String location, Map<String, String> environment) {
        S3Location parsed = S3Location.parse(location, environment);
        return new S3ObjectStore(parsed, new S3Client(parsed, environment));
    }
}
