package dev.kinglet.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds text for the demo: the sources of the running JDK, or where it has none, the text that comes with the examples. */
final class DemoText {

    /** The King James Bible, one verse a line. */
    private static final String FALLBACK = "dev/kinglet/examples/kjv.txt.gz";

    private DemoText() {}

    /** The pattern to count by default; says so where it is not the usual one. */
    static String find(PrintWriter out) {
        return find(Path.of(System.getProperty("java.home")), out);
    }

    static String find(Path javaHome, PrintWriter out) {
        Path sources = javaHome.resolve("lib").resolve("src.zip");
        if (Files.isReadable(sources)) {
            return sources.toString();
        }
        out.println("this JDK has no " + sources + "; counting the text that comes with the examples in its place");
        URL text = DemoText.class.getClassLoader().getResource(FALLBACK);
        if (text == null) {
            throw new WrongUseException("there is no " + sources + ", and no " + FALLBACK
                    + " on the class path either; name a text with --input");
        }
        return pattern(text);
    }

    /** {@code jar:file:/a.jar!/entry} and {@code file:/entry} as input patterns. */
    private static String pattern(URL resource) {
        String location = resource.toString();
        if (location.startsWith("jar:")) {
            int inside = location.indexOf("!/");
            return Path.of(URI.create(location.substring("jar:".length(), inside))) + location.substring(inside);
        }
        return Path.of(URI.create(location)).toString();
    }
}
