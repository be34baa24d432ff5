package dev.kinglet.closure;

import java.util.List;

/**
 * A function as bytes, and the code that it needs to run where nobody has seen it.
 *
 * @param bytes what {@link ClosureRestorer} opens: the lambda, what it captures, and the snippet variables that it reads
 * @param hash the SHA-256 of {@code bytes}, lower-case hex: the closure's name in the store
 * @param code the jars that it needs, in class path order; without those that every worker has
 * @param loader the class loader of the function, by which results are decoded
 */
public record CapturedClosure(byte[] bytes, String hash, List<CodeArtifact> code, ClassLoader loader) {}
