package dev.kinglet.storage;

import java.util.Map;

/** Opens the stores of one URI scheme. One of a scheme that is not ours is found by {@link java.util.ServiceLoader}. */
public interface ObjectStoreProvider {

    /** The scheme that it serves: {@code file}, {@code memory}, {@code s3}. */
    String scheme();

    /**
     * Opens a store. Nothing is contacted yet.
     *
     * @param location as in {@link ObjectStores#open}
     * @param environment where credentials and defaults may be looked up, by the names of environment variables
     * @throws IllegalArgumentException if the location cannot be understood, with what is wrong
     */
    ObjectStore open(String location, Map<String, String> environment);
}
