package dev.kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs programs that are compiled here, so that nothing but the jar has their classes. */
class RunCommandTest {

    private static final String JOB = """
            package com.acme;
            import dev.kinglet.*;
            import java.nio.file.*;
            import java.util.*;
            public class MyJob implements Job {
                record Pair(int left, int right) {}
                public void run(FunctionExecutor executor, String[] arguments) throws Exception {
                    if (arguments[0].equals("fail")) {
                        executor.call(x -> { throw new IllegalStateException("as asked, " + x); }, 1).join();
                    }
                    var pairs = executor.map(x -> new Pair(x, x * x), List.of(1, 2, 3)).join();
                    Files.writeString(Path.of(arguments[0]), pairs + " " + arguments.length);
                }
            }
            """;

    private static final String MAIN = """
            package com.acme;
            import dev.kinglet.*;
            import java.nio.file.*;
            public class MyMain {
                public static void main(String[] arguments) throws Exception {
                    try (var executor = FunctionExecutor.create()) {
                        Files.writeString(Path.of(arguments[0]), executor.call(x -> x + 1, 41).join().toString());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void compile() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/com/acme"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path job = Files.writeString(sources.resolve("MyJob.java"), JOB);
        Path main = Files.writeString(sources.resolve("MyMain.java"), MAIN);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), job.toString(), main.toString());
        assertThat(status).isZero();
        pack(classes, folder.resolve("my-job.jar"));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream stream = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path entry : files.filter(Files::isRegularFile).toList()) {
                stream.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                stream.write(Files.readAllBytes(entry));
            }
        }
    }

    /** The command passes settings on as properties; they are not to reach other tests. */
    @AfterEach
    void forgetSettings() {
        Thread.currentThread().setContextClassLoader(RunCommandTest.class.getClassLoader());
        List.of("platform", "store", "workers").forEach(key -> System.clearProperty("kinglet." + key));
    }

    private CommandRun run(String... words) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "run",
                                "--platform",
                                "thread",
                                "--store",
                                folder.resolve("store").toString()),
                        Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void aJobOfAJarIsGivenAnExecutorAndItsArguments() throws IOException {
        Path result = folder.resolve("result");

        CommandRun run = run(folder.resolve("my-job.jar").toString(), "com.acme.MyJob", result.toString(), "--workers");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(result).hasContent("[Pair[left=1, right=1], Pair[left=2, right=4], Pair[left=3, right=9]] 2");
    }

    @Test
    void aMainMethodOfAFolderOfClassesSeesTheSameSettings() throws IOException {
        Path result = folder.resolve("result");

        CommandRun run = run("-cp", folder.resolve("classes").toString(), "com.acme.MyMain", result.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(result).hasContent("42");
        assertThat(folder.resolve("store")).isDirectory();
    }

    @Test
    void aJobThatFailsShowsTheRemoteStackAndNothingOfTheDriver() {
        CommandRun run = run(folder.resolve("my-job.jar").toString(), "com.acme.MyJob", "fail");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("FUNCTION_THREW", "as asked, 1", "com.acme.MyJob")
                .doesNotContain("at dev.kinglet.job", "at dev.kinglet.cli");
    }

    @Test
    void whatCannotBeRunIsWrongUse() {
        String jar = folder.resolve("my-job.jar").toString();

        assertThat(run().err()).contains("nothing to run");
        assertThat(run("none.jar", "X").err()).contains("there is no").contains("none.jar");
        assertThat(run(jar).err()).contains("no class named").contains("Main-Class");
        assertThat(run(jar, "MyJob").err()).contains("class MyJob is not in").contains("my-job.jar");
        assertThat(run(jar, "com.acme.MyJob$Pair").err()).contains("has no main method");
        assertThat(run(jar, "MyJob").status()).isEqualTo(2);
    }
}
