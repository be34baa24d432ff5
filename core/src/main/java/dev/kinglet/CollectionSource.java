package dev.kinglet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Values of the driver, in their order. They travel with the job.
 *
 * @param values a copy is made; may hold null
 */
public record CollectionSource<T>(List<T> values) implements Source<T> {

    public CollectionSource {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
