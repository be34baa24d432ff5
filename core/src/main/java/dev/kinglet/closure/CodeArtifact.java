package dev.kinglet.closure;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One jar to ship. The same classes give the same bytes, whenever and wherever they are packed.
 *
 * @param hash the SHA-256 of its bytes, lower-case hex: its name in the store
 * @param name what it is, for messages: a jar's file name, a directory, {@code REPL classes}
 * @param file the jar or directory that it comes from, or null where it comes from neither
 * @param content its bytes, or null where they are those of {@code file}
 */
public record CodeArtifact(
        String hash, String name, @Nullable Path file, byte @Nullable [] content) {}
