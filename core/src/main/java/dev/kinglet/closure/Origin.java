package dev.kinglet.closure;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a class comes from, and so what is shipped for it. */
sealed interface Origin {

    /** Every worker has it. */
    record Worker() implements Origin {
        @Override
        public boolean mayHaveKinglet() {
            return true;
        }
    }

    /** A jar, shipped as it is. */
    record Jar(Path file) implements Origin {
        @Override
        public boolean mayHaveKinglet() {
            return true; // Kinglet's own, or a program packed together with it
        }
    }

    /** A directory of classes, shipped whole. */
    record Directory(Path root) implements Origin {
        @Override
        public boolean mayHaveKinglet() {
            return Files.exists(root.resolve("dev/kinglet/RemoteFunction.class"))
                    || Files.exists(root.resolve("dev/kinglet/storage/ObjectStore.class"))
                    || Files.exists(root.resolve("dev/kinglet/execute/Worker.class"));
        }
    }

    /** A class loader that has classes in no file of their own: shipped class by class. */
    record Loader(ClassLoader loader) implements Origin {
        @Override
        public boolean mayHaveKinglet() {
            return false;
        }
    }

    /** Whether Kinglet itself may lie there. Elsewhere a class in a package of that name is the user's: a test's. */
    boolean mayHaveKinglet();

    Origin WORKER = new Worker();

    /** @return where {@code loader} finds the class with this internal name, or null where it does not */
    static @Nullable Origin of(String internalName, @Nullable ClassLoader loader) {
        if (loader == null) {
            return WORKER;
        }
        String resource = internalName + ".class";
        URL url = loader.getResource(resource);
        if (url == null) {
            return null;
        }
        Origin origin = of(url, resource, loader);
        return WorkerCode.isKinglets(internalName.replace('/', '.')) && origin.mayHaveKinglet() ? WORKER : origin;
    }

    private static Origin of(URL url, String resource, ClassLoader loader) {
        String text = url.toString();
        String written = text.endsWith(resource) ? resource : escaped(resource);
        if (!text.endsWith(written)) {
            return new Loader(loader);
        }
        String root = text.substring(0, text.length() - written.length());
        if (root.startsWith("jrt:")) {
            return WORKER;
        }
        Path place = ClassPath.place(root);
        if (place == null) {
            return new Loader(loader);
        }
        return root.startsWith("file:") ? new Directory(place) : new Jar(place);
    }

    /** As an address has the names of classes beyond ASCII. */
    private static String escaped(String resource) {
        try {
            return new URI(null, null, "/" + resource, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            return resource;
        }
    }

    /** Reads one class of this origin; null where it is not there. */
    static byte @Nullable [] read(String internalName, ClassLoader loader) throws IOException {
        try (var in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
