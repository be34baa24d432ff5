package dev.kinglet.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import dev.kinglet.closure.CodeLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same pipelines give the same results whichever class loader the program comes by; workers are processes. */
class ClassLoaderMatrixTest {

    private static final ClassLoader HERE = ClassLoaderMatrixTest.class.getClassLoader();

    @TempDir
    static Path folder;

    private static FunctionExecutor executor;
    private static Map<String, String> expected;

    @BeforeAll
    static void begin() throws Exception {
        Shop.compile(folder);
        executor = FunctionExecutor.create(Map.of(
                "platform",
                "process",
                "workers",
                "2",
                "store",
                folder.resolve("store").toString()));
        try (URLClassLoader loader = loader(HERE, folder.resolve("program"), folder.resolve("library"))) {
            expected = run(loader);
        }
        // What is right is written down, for a few; the others were made by the same operations.
        assertThat(expected)
                .containsEntry("lines collect", "Line[name=a, n=1] Line[name=a, n=1] Line[name=b, n=2]")
                .containsEntry("items distinct", "Item[name=a, price=1] Item[name=b, price=20]")
                .containsEntry("futures of another job", "x1 x2")
                .containsEntry("reduced", "Item[name=y, price=3]")
                .containsEntry("resource", "true");
        assertThat(expected.values()).noneMatch(result -> result.startsWith("FAILED"));
    }

    @AfterAll
    static void end() {
        executor.close();
    }

    private static URLClassLoader loader(ClassLoader parent, Path... path) throws IOException {
        URL[] urls = new URL[path.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = path[i].toUri().toURL();
        }
        return new URLClassLoader("program", urls, parent);
    }

    @SuppressWarnings("unchecked") // as the program says
    private static Map<String, String> run(ClassLoader loader) throws ReflectiveOperationException {
        Object program = loader.loadClass(Shop.MAIN).getConstructor().newInstance();
        return ((Function<FunctionExecutor, Map<String, String>>) program).apply(executor);
    }

    @Test
    void aJarAndItsLibrarysJar() throws Exception {
        Path library = Shop.jar(folder.resolve("library.jar"), Shop.manifest(), folder.resolve("library"));
        Path program = Shop.jar(folder.resolve("program.jar"), Shop.manifest(), folder.resolve("program"));
        try (URLClassLoader loader = loader(HERE, program, library)) {
            assertThat(run(loader)).isEqualTo(expected);
        }
    }

    @Test
    void aThinJarWhoseManifestNamesTheLibrary() throws Exception {
        Shop.jar(folder.resolve("named.jar"), Shop.manifest(), folder.resolve("library"));
        Path program = Shop.jar(
                folder.resolve("thin.jar"), Shop.manifest("Class-Path", "named.jar"), folder.resolve("program"));
        try (URLClassLoader loader = loader(HERE, program)) {
            assertThat(run(loader)).isEqualTo(expected);
        }
    }

    @Test
    void anApplicationServersLoaders() throws Exception {
        // The library is shared by applications; the application asks itself first.
        try (URLClassLoader shared = loader(HERE, folder.resolve("library"));
                ChildFirst application = new ChildFirst(folder.resolve("program"), shared)) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                assertThat(run(application)).isEqualTo(expected);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Test
    void aLoaderAsThatOfTheRunCommand() throws Exception {
        try (CodeLoader loader = CodeLoader.of("job", List.of(folder.resolve("program"), folder.resolve("library")))) {
            assertThat(run(loader)).isEqualTo(expected);
        }
    }

    @Test
    void aLoaderWithClassesInMemory() throws Exception {
        try (URLClassLoader files = loader(HERE, folder.resolve("program"), folder.resolve("library"))) {
            assertThat(run(new InMemory(files))).isEqualTo(expected);
        }
    }

    @Test
    void oneDatasetOfTwoApplications() throws Exception {
        // Neither loader knows the classes of the other.
        try (URLClassLoader items = loader(HERE, folder.resolve("library"));
                URLClassLoader other = loader(HERE, twoClasses())) {
            Object item = items.loadClass("stock.Item")
                    .getConstructor(String.class, long.class)
                    .newInstance("a", 1L);
            Object tag =
                    other.loadClass("tags.Tag").getConstructor(String.class).newInstance("t");

            List<Object> rows =
                    executor.read(Sources.of(List.of(item, tag))).distinct().collect();

            assertThat(rows).containsExactlyInAnyOrder(item, tag);
        }
    }

    @Test
    void twoClassesOfOneNameAreRefused() throws Exception {
        try (URLClassLoader one = loader(HERE, folder.resolve("library"));
                URLClassLoader two = loader(HERE, folder.resolve("library"))) {
            Object first = one.loadClass("stock.Item")
                    .getConstructor(String.class, long.class)
                    .newInstance("a", 1L);
            Object second = two.loadClass("stock.Item")
                    .getConstructor(String.class, long.class)
                    .newInstance("a", 1L);

            assertThat(org.assertj.core.api.Assertions.catchThrowable(() ->
                            executor.read(Sources.of(List.of(first, second))).collect()))
                    .hasMessageContaining("class stock.Item comes from two class loaders");
        }
    }

    private static Path twoClasses() throws IOException {
        Path source = java.nio.file.Files.createDirectories(folder.resolve("src/tags"))
                .resolve("Tag.java");
        java.nio.file.Files.writeString(source, "package tags; public record Tag(String text) {}");
        Shop.compile(folder.resolve("tags"), List.of(), source);
        return folder.resolve("tags");
    }

    /** As in servers: its own classes first, then those of its parent. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(Path path, ClassLoader parent) throws IOException {
            super(new URL[] {path.toUri().toURL()}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try {
                    return findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
        }
    }

    /** Has classes in no file, as the loader of {@code java Program.java}. */
    private static final class InMemory extends ClassLoader {

        private final ClassLoader files;

        InMemory(URLClassLoader files) {
            super(HERE);
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        protected URL findResource(String name) {
            return files.getResource(name);
        }
    }
}
