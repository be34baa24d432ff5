package dev.kinglet.closure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Programs that are compiled while a test runs, so that nothing else has their classes. */
final class Sources {

    private Sources() {}

    /** Compiles Java sources into {@code directory}, against this test's class path and {@code libraries}. */
    static Path compile(Path directory, List<Path> libraries, String... sources) throws IOException {
        return compile("-g", directory, libraries, sources);
    }

    /** As above, with as much for debuggers in the class files as {@code debugging} says ({@code -g:none}). */
    static Path compile(String debugging, Path directory, List<Path> libraries, String... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path sourceRoot = Files.createTempDirectory(Files.createDirectories(directory.getParent()), "sources");
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            String name = source.replaceAll("(?s).*?(?:class|interface|record|enum) (\\w+).*", "$1");
            files.add(Files.writeString(sourceRoot.resolve(name + ".java"), source));
        }
        Files.createDirectories(directory);
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        libraries.forEach(
                library -> classPath.append(java.io.File.pathSeparator).append(library));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(files);
            List<String> options =
                    List.of("-d", directory.toString(), "-cp", classPath.toString(), "-proc:none", debugging);
            if (!compiler.getTask(null, manager, null, options, null, units).call()) {
                throw new IllegalArgumentException("the sources do not compile: " + Arrays.toString(sources));
            }
        }
        return directory;
    }

    /** A jar of the files of a directory. */
    static Path jar(Path directory, Path jar) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return Files.write(jar, JarPacker.pack(files));
    }

    /** A class loader over directories and jars, as a program's class path is. */
    static URLClassLoader load(Path... entries) throws IOException {
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = entries[i].toUri().toURL();
        }
        return new URLClassLoader("program", urls, Sources.class.getClassLoader());
    }

    /** Calls a static method without arguments. */
    static Object call(ClassLoader loader, String type, String method) throws ReflectiveOperationException {
        return loader.loadClass(type).getMethod(method).invoke(null);
    }

    /** Writes what was captured where a worker would have it: in jars named by their hashes. */
    static List<Path> ship(List<CodeArtifact> code, Path cache) throws IOException {
        List<Path> jars = new ArrayList<>();
        Files.createDirectories(cache);
        for (CodeArtifact artifact : code) {
            Path jar = cache.resolve(artifact.hash() + ".jar");
            byte[] content = artifact.content();
            Path file = artifact.file();
            if (content != null) {
                Files.write(jar, content);
            } else if (file != null && Files.notExists(jar)) {
                Files.copy(file, jar);
            }
            jars.add(jar);
        }
        return jars;
    }

    /** The names of the artifacts. */
    static List<String> names(List<CodeArtifact> code) {
        return code.stream().map(CodeArtifact::name).toList();
    }

    /** Names a provider of a service, as the files of a directory do. */
    static void writeService(Path directory, String service, String provider) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(service), provider + "\n");
    }
}
