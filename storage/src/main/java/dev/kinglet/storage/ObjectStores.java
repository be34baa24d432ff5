package dev.kinglet.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens stores by location. */
public final class ObjectStores {

    private ObjectStores() {}

    /** Opens a store with the process's own environment. See {@link #open(String, Map)}. */
    public static ObjectStore open(String location) {
        return open(location, System.getenv());
    }

    /**
     * Opens a store: {@code file:///folder}, {@code memory:name} (one per name in this process), or
     * {@code s3://bucket/prefix?endpoint=http://host:port&region=us-east-1&style=path}. No scheme means a folder. A location holds no
     * secrets: credentials come from the environment.
     *
     * @throws IllegalArgumentException if no backend serves the location's scheme
     */
    public static ObjectStore open(String location, Map<String, String> environment) {
        int colon = location.indexOf(':');
        // One letter is a Windows drive.
        String scheme = colon < 2 ? "file" : location.substring(0, colon).toLowerCase(Locale.ROOT);
        List<String> known = new ArrayList<>();
        for (ObjectStoreProvider provider :
                ServiceLoader.load(ObjectStoreProvider.class, ObjectStores.class.getClassLoader())) {
            if (provider.scheme().equals(scheme)) {
                return provider.open(location, environment);
            }
            known.add(provider.scheme());
        }
        throw new IllegalArgumentException(
                "no store for \"" + location + "\": the scheme is " + scheme + ", known are " + known);
    }
}
