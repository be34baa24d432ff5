package dev.kinglet.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The program {@code shop.Pipelines} and its library, compiled and packed. */
final class Shop {

    static final String MAIN = "shop.Pipelines";

    private Shop() {}

    static Path source(String name) {
        try {
            return Path.of(Objects.requireNonNull(Shop.class.getResource("/loading/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Compiles into {@code folder/program} and {@code folder/library}. */
    static void compile(Path folder) {
        compile(folder.resolve("library"), List.of(), source("stock/Item.java"));
        compile(folder.resolve("program"), List.of(folder.resolve("library")), source("shop/Pipelines.java"));
    }

    static void compile(Path to, List<Path> libraries, Path... sources) {
        List<String> words = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                to.toString(),
                "-cp",
                System.getProperty("java.class.path")
                        + java.io.File.pathSeparator
                        + String.join(
                                java.io.File.pathSeparator,
                                libraries.stream().map(Path::toString).toList())));
        Stream.of(sources).map(Path::toString).forEach(words::add);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)))
                .isZero();
    }

    /** A manifest with these attributes. */
    static Manifest manifest(String... namesAndValues) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            manifest.getMainAttributes().putValue(namesAndValues[i], namesAndValues[i + 1]);
        }
        return manifest;
    }

    /** A jar of what lies in some folders. */
    static Path jar(Path jar, Manifest manifest, Path... folders) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream stream = new JarOutputStream(file, manifest)) {
            for (Path folder : folders) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path entry :
                            files.filter(Files::isRegularFile).sorted().toList()) {
                        stream.putNextEntry(
                                new JarEntry(folder.relativize(entry).toString()));
                        stream.write(Files.readAllBytes(entry));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
