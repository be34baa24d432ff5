package dev.kinglet.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the JVM makes of names of files beyond ASCII. */
public final class FileNames {

    private FileNames() {}

    /** What to do where a name could not be understood; empty where the locale is not to blame. */
    public static String advice() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        boolean all = Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
        return all
                ? ""
                : "; names of files are read as " + encoding
                        + ", as the locale says: set LC_ALL=C.UTF-8 for others than ASCII";
    }
}
