package dev.kinglet;

/** A key and how often it occurs. */
public record Count<K>(K key, long count) {}
