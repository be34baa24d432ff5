package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.storage.StorageException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;

/**
 * What a reader's failure says of the object that it read. Formats check what they can name; whatever else goes wrong in between a source's
 * bytes and its records was caused by the bytes, for no function of the user's runs there, and is told as that: with the object, the place, and
 * the reader's own words.
 */
final class Damage {

    private Damage() {}

    /** The exception to throw in place of {@code thrown}; itself where it says already who has to act. */
    static RuntimeException of(ObjectRange range, Throwable thrown) {
        if (thrown instanceof UndecodableException
                || thrown instanceof StorageException
                || thrown instanceof CancellationException) {
            return (RuntimeException) thrown;
        }
        if (thrown instanceof UncheckedIOException io && !(io.getCause() instanceof EOFException)) {
            return io; // the disk or the network
        }
        String place = range.from() == 0 ? range.name() : range.name() + ", from byte " + range.from();
        String reason = thrown instanceof UncheckedIOException || thrown instanceof IllegalStateException
                ? String.valueOf(thrown.getMessage())
                : "its bytes cannot be made into records (" + thrown
                        + "): it is damaged, or of a form that is not known";
        return new UndecodableException(place + ": " + reason, null, thrown);
    }
}
