package dev.kinglet.storage;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param objects in the order of their keys
 * @param more whether there may be further objects behind the last of these; an empty page is the last
 */
public record ObjectPage(List<ObjectInfo> objects, boolean more) {}
