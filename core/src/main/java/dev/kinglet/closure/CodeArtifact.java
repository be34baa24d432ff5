package dev.kinglet.closure;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One jar to ship. The same classes give the same bytes, whenever and wherever they are packed.
 *
 * @param hash the SHA-256 of its bytes, lower-case hex: its name in the store
 * @param name what it is, for messages: a jar's file name, a directory, {@code REPL classes}
 * @param file where its bytes are, or null where {@code content} has them
 * @param content its bytes, or null where they are in {@code file}
 */
public record CodeArtifact(
        String hash, String name, @Nullable Path file, byte @Nullable [] content) {}
