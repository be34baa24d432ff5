package dev.kinglet.source;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** Turns {@code classpath:folder/name}, a resource of the driver's class path, into the file or archive entry that it is. */
final class ClassPathSource {

    private static final String SCHEME = "classpath:";

    private ClassPathSource() {}

    static boolean serves(String pattern) {
        return pattern.startsWith(SCHEME);
    }

    /** The name of an entry as a glob that only it matches. */
    private static String literally(String name) {
        return name.replaceAll("[*?{\\\\]", "\\\\$0");
    }

    /** The same as a pattern of {@link FileSource}. */
    static String file(String pattern) {
        String name = pattern.substring(SCHEME.length());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL resource = (context == null ? ClassLoader.getSystemClassLoader() : context).getResource(name);
        if (resource == null) {
            throw new IllegalArgumentException(
                    "\"" + pattern + "\" matches nothing: no resource " + name + " is on the class path");
        }
        String location = resource.toString();
        if (!location.startsWith("jar:")) {
            return Path.of(URI.create(location)).toString();
        }
        int inside = location.lastIndexOf("!/");
        Path archive = Path.of(URI.create(location.substring("jar:".length(), inside)));
        return archive + "!/"
                + literally(URI.create(location.substring(inside + 1)).getPath().substring(1));
    }
}
