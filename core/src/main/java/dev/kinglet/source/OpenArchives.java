package dev.kinglet.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * The archives that this process has open: to open one reads its whole directory, which for thousands of entries costs far more than to
 * read an entry. May be used from any thread.
 */
final class OpenArchives {

    /** Each holds its directory in memory. */
    private static final int MAX_OPEN = 16;

    // Guarded by itself. One that is dropped may still be read from; ZipFile promises to close it once nothing does.
    private static final Map<FileInput, ZipFile> OPEN = new LinkedHashMap<>(MAX_OPEN, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FileInput, ZipFile> eldest) {
            return size() > MAX_OPEN;
        }
    };

    private OpenArchives() {}

    static ZipFile of(FileInput archive) throws IOException {
        synchronized (OPEN) {
            ZipFile open = OPEN.get(archive);
            if (open == null) {
                archive.requireUnchanged();
                open = Archives.open(Path.of(archive.path()));
                OPEN.put(archive, open);
            }
            return open;
        }
    }
}
