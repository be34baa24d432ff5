package dev.kinglet.config;

/**
 * A value as it was given.
 *
 * @param text not yet checked
 * @param origin where it was given, for messages: {@code kinglet.yaml:3}, {@code KINGLET_WORKERS}
 */
record GivenValue(String text, String origin) {}
