package dev.kinglet.storage;

import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Opens stores by location. */
public final class ObjectStores {

    /**
     * Our own providers, by name: this package must not know its children, and a {@link ServiceLoader} takes a cold worker tens of
     * milliseconds.
     */
    private static final Map<String, String> BUILT_IN = Map.of(
            "file", "dev.kinglet.storage.file.FileObjectStoreProvider",
            "memory", "dev.kinglet.storage.memory.MemoryObjectStoreProvider",
            "s3", "dev.kinglet.storage.s3.S3ObjectStoreProvider");

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
        String known = BUILT_IN.get(scheme);
        if (known != null) {
            return builtIn(known).open(location, environment);
        }
        Set<String> schemes = new TreeSet<>(BUILT_IN.keySet());
        for (ObjectStoreProvider provider :
                ServiceLoader.load(ObjectStoreProvider.class, ObjectStores.class.getClassLoader())) {
            if (provider.scheme().equals(scheme)) {
                return provider.open(location, environment);
            }
            schemes.add(provider.scheme());
        }
        throw new IllegalArgumentException(
                "no store for \"" + location + "\": the scheme is " + scheme + ", known are " + schemes);
    }

    private static ObjectStoreProvider builtIn(String provider) {
        try {
            return Class.forName(provider)
                    .asSubclass(ObjectStoreProvider.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this build of Kinglet lacks " + provider, e);
        }
    }
}
