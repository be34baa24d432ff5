package dev.kinglet.closure;

/**
 * A function as bytes, and the code that it needs to run where nobody has seen it.
 *
 * @param bytes what {@link ClosureRestorer} opens: the lambda, what it captures, and the snippet variables that it reads
 * @param hash the SHA-256 of {@code bytes}, lower-case hex: the closure's name in the store
 * @param code what it needs, without what every worker has
 */
public record CapturedClosure(byte[] bytes, String hash, ProgramCode code) {}
