package dev.kinglet.storage;

import java.time.Instant;

/**
 * What a store knows of one object.
 *
 * @param key its name, relative to the store's location
 * @param size its length in bytes
 * @param modified when it was written, to the backend's precision
 */
public record ObjectInfo(String key, long size, Instant modified) {}
