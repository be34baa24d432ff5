package dev.kinglet.closure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The class files in jars, found as a class loader finds them. Jars are opened when reached. Guarded by itself. */
final class ClassFiles implements AutoCloseable {

    private final List<Path> jars;
    private final List<JarFile> open = new ArrayList<>();
    private int reached;

    ClassFiles(List<Path> jars) {
        this.jars = List.copyOf(jars);
    }

    /** The bytes of a class, or null where it is not there or cannot be read: whoever loads it says why. */
    synchronized byte @Nullable [] read(String name) {
        String path = name.replace('.', '/') + ".class";
        try {
            for (int i = 0; i < open.size() || openNext(); i++) {
                JarEntry entry = open.get(i).getJarEntry(path);
                if (entry != null) {
                    try (InputStream content = open.get(i).getInputStream(entry)) {
                        return content.readAllBytes();
                    }
                }
            }
            return null;
        } catch (IOException | IllegalStateException e) { // a jar that is none, or was closed
            return null;
        }
    }

    private boolean openNext() throws IOException {
        if (reached == jars.size()) {
            return false;
        }
        Path jar = jars.get(reached++);
        open.add(new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion()));
        return true;
    }

    @Override
    public synchronized void close() throws IOException {
        reached = jars.size();
        for (JarFile jar : open) {
            jar.close();
        }
        open.clear();
    }
}
