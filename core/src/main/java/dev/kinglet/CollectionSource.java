package dev.kinglet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Values of the driver, in their order. They travel with the job.
 *
 * @param values a copy is made; none may be null
 */
public record CollectionSource<T>(List<T> values) implements Source<T> {

    public CollectionSource {
        List<T> copy = new ArrayList<>(values);
        int missing = copy.indexOf(null);
        if (missing >= 0) {
            throw new NullPointerException(
                    "value " + missing + " is null, but a record is never null; leave it out, or use an Optional");
        }
        values = Collections.unmodifiableList(copy);
    }
}
