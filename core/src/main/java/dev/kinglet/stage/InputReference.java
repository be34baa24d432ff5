package dev.kinglet.stage;

import java.util.List;

/** Where a call's encoded input is. */
public sealed interface InputReference {

    /** In the request itself. */
    record Inline(byte[] value) implements InputReference {}

    /**
     * In the store: a range of an object.
     *
     * @param hash the SHA-256 of the range's bytes, lower-case hex: the worker refuses others
     */
    record Staged(String key, long offset, int length, String hash) implements InputReference {}

    /** Many values: the function is given an {@link Iterable} that decodes them one by one, in order, as often as it is iterated. */
    record Sequence(List<InputReference> parts) implements InputReference {}
}
