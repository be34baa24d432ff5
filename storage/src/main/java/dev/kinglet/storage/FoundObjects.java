package dev.kinglet.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what {@link ObjectStore#find} found.
 *
 * @param objects in the order in which the backend lists them; there may be none on a page that is not the last
 * @param next what leads to the next page, or null where this is the last
 */
public record FoundObjects(
        List<ObjectInfo> objects, @Nullable String next) {}
