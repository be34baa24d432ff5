package dev.kinglet.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;

/** Writes a folder as a {@code file:} URI, which {@link FileObjectStoreProvider} reads back to the same folder. */
final class FileLocation {

    private FileLocation() {}

    static String of(Path folder) {
        String path = folder.toString();
        // A folder's usual name needs no escape, and the encoder need not be loaded.
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c > '~' || "%?#\"<>\\^`{|}".indexOf(c) >= 0) {
                return "file://" + escape(path);
            }
        }
        return "file://" + path;
    }

    private static String escape(String path) {
        return URLEncoder.encode(path, UTF_8).replace("+", "%20").replace("%2F", "/");
    }
}
