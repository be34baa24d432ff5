package dev.kinglet;

/**
 * A key and how often it occurs.
 *
 * @param key what was counted
 * @param count at least 1
 */
public record Count<K>(K key, long count) {}
