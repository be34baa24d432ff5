package dev.kinglet.bench.storage;

/**
 * What one function moved.
 *
 * @param bytes read or written
 * @param requests how many objects
 * @param seconds from the first request to the end of the last, checksums included
 */
public record StorageDone(long bytes, int requests, double seconds) {}
