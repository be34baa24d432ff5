package dev.kinglet.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreProvider;
import java.net.URLDecoder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Opens {@code file:///folder}, a URI, in which per cent escapes are decoded; and a bare path, taken as it is. A relative path
 * counts from the working directory. The folder need not exist: the first write makes it.
 */
public final class FileObjectStoreProvider implements ObjectStoreProvider {

    private static final String SCHEME = "file:";

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public ObjectStore open(String location, Map<String, String> environment) {
        try {
            return new FileObjectStore(Path.of(path(location)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("location \"" + location + "\" is no path: " + e.getMessage(), e);
        }
    }

    private static String path(String location) {
        boolean uri = location.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String path = uri ? location.substring(SCHEME.length()) : location;
        if (uri && path.startsWith("//")) {
            int slash = path.indexOf('/', 2);
            String host = path.substring(2, slash < 0 ? path.length() : slash);
            if (!host.isEmpty() && !host.equals("localhost")) {
                throw new IllegalArgumentException("location \"" + location + "\" names the host \"" + host
                        + "\"; write file:///folder with three slashes, or just the folder");
            }
            path = slash < 0 ? "" : path.substring(slash);
        }
        if (path.isEmpty()) {
            throw new IllegalArgumentException("location \"" + location + "\" names no folder; write file:///folder");
        }
        // URLDecoder is for forms, where a plus is a space.
        return uri && path.indexOf('%') >= 0 ? URLDecoder.decode(path.replace("+", "%2B"), UTF_8) : path;
    }
}
