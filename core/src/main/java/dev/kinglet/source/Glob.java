package dev.kinglet.source;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pattern of names with {@code /} between their segments: {@code *} is any part of a segment, {@code ?} one character of it, {@code **}
 * any number of segments, {@code {a,b}} one of several, and a backslash takes the next character for itself.
 */
final class Glob {

    /** What file managers leave in folders. */
    private static final Set<String> BY_SYSTEMS = Set.of("thumbs.db", "desktop.ini");

    private final String text;
    private final Pattern pattern;

    Glob(String text) {
        this.text = text;
        this.pattern = Pattern.compile(regex(text), Pattern.DOTALL);
    }

    /** Whether there is anything in it but plain characters. */
    static boolean isGlob(String text) {
        return firstSpecial(text) < text.length();
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /** The segments before the first one that is no plain name, with the slash behind them; empty where it is the first. */
    String folder() {
        return text.substring(0, text.lastIndexOf('/', firstSpecial(text) - 1) + 1);
    }

    /** The characters that every match begins with. */
    String prefix() {
        return text.substring(0, firstSpecial(text));
    }

    /** How many segments the longest match has below {@link #folder}, or the greatest number where there is no bound. */
    int depth() {
        return text.contains("**")
                ? Integer.MAX_VALUE
                : (int) text.substring(folder().length())
                                .chars()
                                .filter(c -> c == '/')
                                .count()
                        + 1;
    }

    /** Whether it asks for names below {@link #folder} that are hidden. */
    boolean asksForHidden() {
        return isHidden(text.substring(folder().length()));
    }

    /**
     * Whether one of a name's segments is of those that stand beside data and are none, by the custom of the tools that write it: it begins
     * with a dot, or with {@code _} and has no ending ({@code _SUCCESS}, {@code _temporary/}, {@code __MACOSX/}). A partition is data
     * ({@code _day=1}), and so is {@code __init__.py}.
     */
    static boolean isHidden(String name) {
        for (String segment : name.split("/", -1)) {
            boolean marked = segment.startsWith("_") && segment.indexOf('.') < 0 && segment.indexOf('=') < 0;
            if (marked || segment.startsWith(".") || BY_SYSTEMS.contains(segment.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?{\\".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    if (glob.startsWith("**/", i)) {
                        // A segment may be empty in a key.
                        regex.append("(?:[^/]*/)*");
                        i += 2;
                    } else if (glob.startsWith("**", i)) {
                        regex.append(".*");
                        i++;
                    } else {
                        regex.append("[^/]*");
                    }
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    depth++;
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                case '\\' -> {
                    if (i + 1 == glob.length()) {
                        throw new IllegalArgumentException(
                                "\"" + glob + "\" ends with a backslash that escapes nothing");
                    }
                    i++;
                    regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (depth > 0) {
            throw new IllegalArgumentException(
                    "\"" + glob + "\" has a { without its }; write \\{ where the brace is part of a name");
        }
        return regex.toString();
    }
}
