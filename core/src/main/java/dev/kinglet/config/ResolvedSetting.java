package dev.kinglet.config;

/**
 * One setting as it holds.
 *
 * @param key its name in {@code kinglet.yaml}
 * @param value its value as text, as it was given
 * @param origin who gave it: a file and line, a variable, {@code the program}, {@code default}
 * @param meaning what it says, in a line
 */
public record ResolvedSetting(String key, String value, String origin, String meaning) {}
