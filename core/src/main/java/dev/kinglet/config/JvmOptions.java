package dev.kinglet.config;

import java.util.List;
import java.util.Set;

/** What is known of the command line of {@code java}. */
public final class JvmOptions {

    /** How options begin that Kinglet sets for its workers, so that nobody else may. */
    static final List<String> KINGLETS = List.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-jar",
            "-m",
            "--module",
            "-p",
            "-Xmx",
            "-XX:MaxHeapSize",
            "-XX:AOT",
            "@");

    /** Options whose argument is the next word, where it does not follow a {@code =}. */
    private static final Set<String> WITH_ARGUMENT = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--enable-native-access",
            "--source");

    /** What stands in place of a main class, with its argument. */
    private static final Set<String> PROGRAMS = Set.of("-jar", "-m", "--module");

    private JvmOptions() {}

    /** Whether the next word belongs to this one. */
    public static boolean takesNext(String word) {
        return WITH_ARGUMENT.contains(word);
    }

    /** The options at the beginning of a command line, with their arguments: what stands before the program and its own arguments. */
    public static List<String> before(List<String> words) {
        int end = 0;
        while (end < words.size() && words.get(end).startsWith("-") && !PROGRAMS.contains(words.get(end))) {
            end += takesNext(words.get(end)) ? 2 : 1;
        }
        return words.subList(0, Math.min(end, words.size()));
    }
}
