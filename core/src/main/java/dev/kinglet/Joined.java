package dev.kinglet;

import org.jspecify.annotations.Nullable;

/**
 * A pair of records that two datasets have under one key.
 *
 * @param key the key that both have
 * @param left the left dataset's value, or null where a full join found none
 * @param right the right dataset's value, or null where a left or full join found none
 */
public record Joined<K, L extends @Nullable Object, R extends @Nullable Object>(K key, L left, R right) {}
