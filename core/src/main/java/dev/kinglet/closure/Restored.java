package dev.kinglet.closure;

/**
 * A function as it is on the worker.
 *
 * @param function the user's function
 * @param codec decodes its inputs and encodes its results; confined to one thread at a time
 */
public record Restored(Object function, ValueCodec codec) {}
