package dev.kinglet.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds text for the demo: the sources of the running JDK, or where it has none, the text that comes with the examples. */
final class DemoText {

    /** The King James Bible, one verse a line. */
    private static final String FALLBACK = "classpath:dev/kinglet/examples/kjv.txt.gz";

    private DemoText() {}

    /** The pattern to count by default; says so where it is not the usual one. */
    static String find(PrintStream out) {
        return find(Path.of(System.getProperty("java.home")), out);
    }

    static String find(Path javaHome, PrintStream out) {
        Path sources = javaHome.resolve("lib").resolve("src.zip");
        if (Files.isReadable(sources)) {
            return sources.toString();
        }
        out.println("this JDK has no " + sources + "; counting the text that comes with the examples in its place");
        return FALLBACK;
    }
}
