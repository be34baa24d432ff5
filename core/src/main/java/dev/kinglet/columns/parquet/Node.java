package dev.kinglet.columns.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of the schema with those inside it.
 *
 * @param path its name behind those of the groups around it
 * @param physical how its values are stored; null for a group
 * @param length how many bytes a value has, of fixed-length types
 * @param definition how many optional and repeated elements there are from the root to it, itself included: its values have this definition level
 * @param repetition how many repeated ones
 * @param leaf its number among those that are no groups; for a group, the number of the first inside
 */
record Node(
        String name,
        String path,
        Repetition repeated,
        @Nullable Physical physical,
        int length,
        Annotation annotation,
        int definition,
        int repetition,
        int leaf,
        List<Node> children) {

    /** Whether and how often. In the order of the format's numbers. */
    enum Repetition {
        REQUIRED,
        OPTIONAL,
        REPEATED;

        private static final Repetition[] ALL = values();

        /** Of the format's number, or null where there is none. */
        static @Nullable Repetition of(int number) {
            return number >= 0 && number < ALL.length ? ALL[number] : null;
        }
    }

    boolean isGroup() {
        return physical == null;
    }

    boolean isRepeated() {
        return repeated == Repetition.REPEATED;
    }
}
