package dev.kinglet.bench.peers;

import dev.kinglet.cli.words.Words;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Spark on this machine, from Maven Central: one JVM with as many threads as Kinglet has workers, its own serializer, and the flags that
 * its documentation asks for on newer JDKs.
 */
public final class Spark {

    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar");

    private static final String HEAP = "-Xmx4g";

    private final String classPath;
    private final int threads;

    private Spark(String classPath, int threads) {
        this.classPath = classPath;
        this.threads = threads;
    }

    /**
     * Gets Spark, loading its libraries the first time.
     *
     * @throws AbsentPeerException if that cannot be done here
     */
    public static Spark get(int threads) throws AbsentPeerException, IOException, InterruptedException {
        Path project = Home.find().resolve("bench/spark");
        Path libraries = project.resolve("target/lib");
        if (!Files.isDirectory(libraries)) {
            load(project);
        }
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        String path = jars(libraries);
        compile(project.resolve("SparkJobs.java"), classes, path);
        return new Spark(classes + File.pathSeparator + path + File.pathSeparator + ownCode(), threads);
    }

    /** Each by its name: the compiler as a library does not know the star that stands for all jars of a folder. */
    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Has Maven load the libraries that a project names. */
    static void load(Path project) throws AbsentPeerException, InterruptedException {
        try {
            Timed.seconds(List.of("mvn", "-B", "-q", "package"), project);
        } catch (IOException | IllegalStateException e) {
            throw new AbsentPeerException("Spark is absent, for Maven could not load it: " + e.getMessage());
        }
    }

    /** Where the functions are that both sides run. Kinglet's libraries stay out: Spark has its own versions of some. */
    private static String ownCode() throws AbsentPeerException {
        try {
            return Path.of(Words.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AbsentPeerException("Kinglet's own place is no file: " + e.getMessage());
        }
    }

    /** Compiles the jobs against Spark as it is there. */
    static void compile(Path source, Path classes, String path) throws AbsentPeerException {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        classes.toString(),
                        "-cp",
                        path + File.pathSeparator + ownCode(),
                        source.toString());
        if (status != 0) {
            throw new AbsentPeerException("Spark is absent, for its jobs do not compile");
        }
    }

    /** Runs a job of {@code SparkJobs} and tells how long it took, in seconds. */
    public double seconds(String job, String input, Path output) throws IOException, InterruptedException {
        List<String> line = java("SparkJobs");
        line.addAll(List.of(job, input, output.toString()));
        return Timed.seconds(line, Path.of("").toAbsolutePath());
    }

    /**
     * Has Hadoop check that records are sorted.
     *
     * @param report an empty folder
     * @throws IllegalStateException if they are not, with what Hadoop says
     */
    public void validateSort(Path sorted, Path report) throws IOException, InterruptedException {
        List<String> line = java("org.apache.hadoop.examples.terasort.TeraValidate");
        line.addAll(List.of(
                "-fs",
                "file:///",
                "-jt",
                "local",
                sorted.toUri().toString(),
                report.toUri().toString()));
        Timed.seconds(line, Path.of("").toAbsolutePath());
        try (var parts = Files.newDirectoryStream(report, "part-*")) {
            for (Path part : parts) {
                String said = Files.readString(part);
                if (said.contains("error") || !said.contains("checksum")) {
                    throw new IllegalStateException("Hadoop's TeraValidate says: " + said);
                }
            }
        }
    }

    private List<String> java(String main) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add(HEAP);
        OPENED.forEach(opened -> line.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        line.add("-Djdk.reflect.useDirectMethodHandle=false");
        line.add("-Dio.netty.tryReflectionSetAccessible=true");
        line.add("--sun-misc-unsafe-memory-access=allow");
        line.add("-Dspark.master=local[" + threads + "]");
        line.add("-cp");
        line.add(classPath);
        line.add(main);
        return line;
    }
}
