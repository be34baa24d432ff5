package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.config.UserFolders;
import java.io.File;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files as a pattern names them: by a path, a glob of paths, or a {@code file:} address, in which characters may be written as {@code %20}.
 *
 * @param text the path, as if it were no glob
 * @param glob the same as a glob, in which characters that the address escaped stand for themselves
 */
record FileAddress(String text, String glob) {

    private static final Pattern ADDRESS = Pattern.compile("file:(?://([^/]*)(?=/|$))?(.*)", Pattern.DOTALL);

    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    private static final Pattern OTHER_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);

    private static final Pattern WINDOWS = Pattern.compile("[A-Za-z]:[\\\\/].*|\\\\\\\\.*", Pattern.DOTALL);

    /**
     * What a pattern names.
     *
     * @throws IllegalArgumentException if it is an address of something else
     */
    static FileAddress of(String pattern) {
        Matcher address = ADDRESS.matcher(pattern);
        if (address.matches()) {
            String host = address.group(1);
            if (host != null && !host.isEmpty() && !host.equals("localhost")) {
                throw new IllegalArgumentException("\"" + pattern + "\" names a file of the machine " + host
                        + ", which cannot be reached; a file of this one is file:///folder/name, with three slashes");
            }
            String path = address.group(2);
            String decoded = decoded(path, false);
            // Names that Kinglet gave itself are not escaped.
            boolean literal = !Files.exists(Path.of(decoded)) && Files.exists(Path.of(path));
            return literal ? plain(path, path) : plain(decoded, decoded(path, true));
        }
        Matcher other = OTHER_SCHEME.matcher(pattern);
        if (other.matches()) {
            throw new IllegalArgumentException("\"" + pattern + "\": " + other.group(1)
                    + " is no place that inputs are read from; paths, globs, file:, s3://, memory: and classpath: are");
        }
        if (WINDOWS.matcher(pattern).matches() && File.separatorChar == '/') {
            throw new IllegalArgumentException(
                    "\"" + pattern
                            + "\" is a path of Windows, and this is none; write it as this system has it, with / between folders");
        }
        return plain(pattern, pattern);
    }

    /** The part before a separator. */
    FileAddress outside(String separator) {
        return new FileAddress(text.substring(0, text.indexOf(separator)), glob.substring(0, glob.indexOf(separator)));
    }

    /** @param asGlob whether what a glob gives a meaning is to be escaped where the address escaped it */
    private static String decoded(String path, boolean asGlob) {
        return ESCAPES.matcher(path).replaceAll(escape -> {
            String characters = URLDecoder.decode(escape.group(), UTF_8);
            return Matcher.quoteReplacement(asGlob ? characters.replaceAll("[*?{}\\\\,]", "\\\\$0") : characters);
        });
    }

    private static FileAddress plain(String text, String glob) {
        return new FileAddress(plain(text), plain(glob));
    }

    /** Without what stands for nothing in it, as text: a glob is no path on every system. */
    private static String plain(String pattern) {
        String plain = pattern;
        if (plain.equals("~") || plain.startsWith("~/")) {
            Path home = UserFolders.home();
            if (home == null) {
                throw new IllegalArgumentException(
                        "\"" + pattern + "\" begins in the user's home, and there is none: neither"
                                + " HOME nor the system names one");
            }
            plain = home + plain.substring(1);
        }
        return plain.replaceAll("/(\\.?/)+", "/").replaceFirst("^(\\./)+", "");
    }
}
