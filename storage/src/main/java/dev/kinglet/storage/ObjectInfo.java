package dev.kinglet.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of one object.
 *
 * @param key its name, relative to the store's location
 * @param size its length in bytes
 * @param modified when it was written, to the backend's precision
 * @param version what changes with its bytes, as an entity tag does; null where the backend says nothing of it
 */
public record ObjectInfo(
        String key, long size, Instant modified, @Nullable String version) {}
