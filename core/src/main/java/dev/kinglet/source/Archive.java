package dev.kinglet.source;

/**
 * A zip or jar file.
 *
 * @param path absolute
 * @param modifiedMillis when it was written: another archive at the same path is another archive
 */
record Archive(String path, long modifiedMillis) {}
