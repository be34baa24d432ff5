package dev.kinglet;

import org.jspecify.annotations.Nullable;

/**
 * A key and its value: what datasets with keys consist of.
 *
 * @param key never null in a dataset
 * @param value never null in a dataset
 */
public record Pair<K extends @Nullable Object, V extends @Nullable Object>(K key, V value) {}
