package dev.kinglet;

import java.util.List;

/**
 * Inputs that are found by name rather than listed: {@code Inputs.objects("s3://corpus/*.txt")}. Many small objects are packed into one
 * call where a job reduces, automatically.
 *
 * @param patterns files, folders (with all below them), globs ({@code *}, {@code ?}, {@code **}, {@code {a,b}}), archives
 *     ({@code .zip}, {@code .jar}: their entries), or {@code s3://bucket/prefix}es and globs
 * @param reader makes the function's input of the object, on the worker
 */
public record Inputs<T>(List<String> patterns, RemoteFunction<ObjectInput, T> reader) {

    public Inputs {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(
                    "no pattern given; name at least one file, folder, glob, archive or s3:// prefix");
        }
    }

    /** The objects that match, in the order of their names within each pattern; the function reads them as it likes. */
    public static Inputs<ObjectInput> objects(String... patterns) {
        return new Inputs<>(List.of(patterns), object -> object);
    }

    /** The texts of the objects that match, in the order of their names within each pattern: UTF-8, each whole in memory. */
    public static Inputs<String> texts(String... patterns) {
        return new Inputs<>(List.of(patterns), ObjectInput::text);
    }
}
