package dev.kinglet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes sources: {@code executor.read(Sources.text("s3://corpus/*.txt"))}. Patterns are files, folders, globs, archives or
 * {@code s3://} prefixes, as {@link Inputs} has them; {@code .gz} and {@code .zst} objects are read uncompressed. Records keep their
 * order: that of the patterns, of the names within each, and of the bytes within an object.
 */
public final class Sources {

    private Sources() {}

    /** The lines of texts. See {@link TextSource} for delimiters. */
    public static TextSource text(String... patterns) {
        return new TextSource(List.of(patterns), null);
    }

    /** Each text whole. */
    public static Source<String> texts(String... patterns) {
        return new ObjectSource<>(List.of(patterns), ObjectInput::text);
    }

    /** Each object, to be read by the functions that take it. */
    public static Source<ObjectInput> objects(String... patterns) {
        return new ObjectSource<>(List.of(patterns), object -> object);
    }

    /** Binary records of one length. */
    public static FixedSource fixed(int recordBytes, String... patterns) {
        return new FixedSource(recordBytes, List.of(patterns), BadRecords.fail());
    }

    /** Values of the driver. */
    public static <T> Source<T> of(Collection<T> values) {
        return new CollectionSource<>(new ArrayList<>(values));
    }

    /** Whole numbers, {@code from} included and {@code to} not. */
    public static Source<Long> range(long from, long to) {
        return new RangeSource(from, to);
    }
}
