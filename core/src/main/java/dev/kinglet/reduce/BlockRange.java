package dev.kinglet.reduce;

/**
 * Neighbouring blocks of a run, which are read together.
 *
 * @param object the key of the object that they lie in
 * @param offset where they begin
 * @param length how many bytes they are
 */
public record BlockRange(String object, long offset, long length) {}
