package dev.kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in every form in which {@code java} takes them; each leaves its arguments in a property. */
class ProgramFormsTest {

    private static final String SEEN = "program.forms.test.seen";

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void forget() {
        System.clearProperty(SEEN);
        Thread.currentThread().setContextClassLoader(ProgramFormsTest.class.getClassLoader());
    }

    private static String note(String arguments) {
        return "System.setProperty(\"" + SEEN + "\", " + arguments + ");";
    }

    private Path write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path compile(Path source, String... options) {
        Path classes = folder.resolve("classes");
        String[] words = Stream.concat(
                        Stream.of(options), Stream.of("-proc:none", "-d", classes.toString(), source.toString()))
                .toArray(String[]::new);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, words))
                .isZero();
        return classes;
    }

    private static Path jar(Path classes, Path jar, String... attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < attributes.length; i += 2) {
            manifest.getMainAttributes().putValue(attributes[i], attributes[i + 1]);
        }
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stream.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                stream.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static String seen(String... words) {
        System.clearProperty(SEEN);
        CommandRun run =
                CommandRun.of(Stream.concat(Stream.of("run"), Stream.of(words)).toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return System.getProperty(SEEN, "not run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class P { public static void main(String[] a) { NOTE } }",
                "class P { static void main(String... a) { NOTE } }",
                "class P { protected static void main(String[] a) { NOTE } }",
                "class P { void main(String[] a) { NOTE } }",
                "class P { P() {} protected void main(String[] a) { NOTE } }",
                "class P extends Q {} class Q { public static void main(String[] a) { NOTE } }",
                "class P extends Q {} class Q { void main(String[] a) { NOTE } }",
                "interface P { static void main(String[] a) { NOTE } }",
                "class P implements Q {} interface Q { default void main(String[] a) { NOTE } }",
                "enum P { ; public static void main(String[] a) { NOTE } }",
                "record P() { public static void main(String[] a) { NOTE } }",
                "class P { private void main(int n) {} static void main(String[] a) { NOTE } }",
                "class P { static void main() { throw new Error(); } void main(String[] a) { NOTE } }",
                "void main(String[] a) { NOTE }"
            })
    void anyMainMethodWithArguments(String program) {
        Path source = write("P.java", program.replace("NOTE", note("String.join(\" \", a)")));
        String classes = compile(source).toString();

        assertThat(seen("-cp", classes, "P", "-x", "@none", "--workers", "P"))
                .isEqualTo(seen(source.toString(), "-x", "@none", "--workers", "P"))
                .isEqualTo("-x @none --workers P");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class P { static void main() { NOTE } }",
                "class P { void main() { NOTE } }",
                "class P { private static void main(String[] a) { throw new Error(); } static void main() { NOTE } }",
                "class P { int main(String[] a) { throw new Error(); } void main() { NOTE } }",
                "void main() { NOTE }"
            })
    void anyMainMethodWithoutArguments(String program) {
        Path source = write("P.java", program.replace("NOTE", note("\"none\"")));

        assertThat(seen("-cp", compile(source).toString(), "P", "a")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class P { private static void main(String[] a) {} }",
                "class P { static int main(String[] a) { return 0; } }",
                "abstract class P { void main() {} }",
                "class P { P(int n) {} void main() {} }",
                "class P { private P() {} void main() {} }",
                "class P {}"
            })
    void whatJavaWouldNotBeginWithIsWrongUse(String program) {
        String classes = compile(write("P.java", program)).toString();

        CommandRun run = CommandRun.of("run", "-cp", classes, "P");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("main method");
    }

    @Test
    void aJarWithItsClassTakesAllWordsAsArguments() throws IOException {
        Path source = write(
                "com/acme/P.java",
                "package com.acme; public class P { public static class Q { public static void main(String[] a) { "
                        + note("\"Q\"") + " } } public static void main(String[] a) { " + note("String.join(\" \", a)")
                        + " } }");
        String jar = jar(compile(source), folder.resolve("p.jar"), "Main-Class", "com.acme.P")
                .toString();

        assertThat(seen(jar, "java.lang.String", "com.acme.P$Q")).isEqualTo("java.lang.String com.acme.P$Q");
        assertThat(seen(jar, "com.acme.P", "b")).isEqualTo("b");
        assertThat(seen("-jar", jar, "b")).isEqualTo("b");
        assertThat(seen("-cp", jar, "com.acme.P$Q")).isEqualTo("Q");
        assertThat(seen("-classpath", jar, "com/acme/P", "b")).isEqualTo("b");
        assertThat(seen("--class-path=" + folder + "/none:" + folder + "/*", "com.acme.P", "c"))
                .isEqualTo("c");
    }

    @Test
    void aModuleIsRunByItsName() throws IOException {
        write("m/module-info.java", "module acme { }");
        Path source = write(
                "m/acme/P.java",
                "package acme; public class P { static void main(String[] a) { " + note("a[0]") + " } }");
        compile(source, folder.resolve("m/module-info.java").toString());
        Files.createDirectory(folder.resolve("mods"));
        jar(folder.resolve("classes"), folder.resolve("mods/acme.jar"));

        assertThat(seen("-p", folder.resolve("mods").toString(), "-m", "acme/acme.P", "x"))
                .isEqualTo("x");
        assertThat(CommandRun.of("run", "-p", folder.toString(), "-m", "none").err())
                .contains("module none is not in");
    }

    @Test
    void aSourceBringsTheSourcesBesideIt() {
        write("src/a/b/Other.java", "package a.b; record Other(String text) {}");
        Path source = write(
                "src/a/b/P.java",
                "package a.b; class P { static void main(String[] a) { " + note("new Other(\"other\").text()")
                        + " } }");

        assertThat(seen(source.toString())).isEqualTo("other");
        assertThat(CommandRun.of(
                                "run",
                                write("src/c/P.java", "package d; class P {}").toString())
                        .err())
                .contains("does not fit the place");
        assertThat(CommandRun.of(
                                "run",
                                write("B.java", "class B { int x = \"\"; }").toString())
                        .err())
                .contains("incompatible types", "cannot be compiled");
    }

    @Test
    void whatAManifestAsksOfTheJvmIsSaidWithTheFlagThatGivesIt() throws IOException {
        Path classes = compile(write("P.java", "class P { static void main(String[] a) {} }"));
        Path jar = jar(
                classes,
                folder.resolve("p.jar"),
                "Main-Class",
                "P",
                "Add-Opens",
                "java.base/java.lang java.base/sun.nio.ch");

        assertThat(CommandRun.of("run", jar.toString()).err())
                .contains("KINGLET_JAVA_OPTIONS='--add-opens=java.base/java.lang=ALL-UNNAMED"
                        + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED'");
    }

    @Test
    void whatTheProgramThrowsIsShownWithStackAndCausesAndNothingElse() {
        String classes = compile(write("P.java", """
                        class P {
                            static void fail() { throw new IllegalArgumentException("broken", new java.io.IOException("why")); }
                            public static void main(String[] a) { fail(); }
                        }""")).toString();

        CommandRun run = CommandRun.of("run", "-cp", classes, "P");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "IllegalArgumentException: broken", "P.fail(P.java:2)", "P.main(P.java:3)", "IOException: why")
                .doesNotContain("dev.kinglet", "reflect");
        assertThat(CommandRun.of("run", "--verbose", "-cp", classes, "P").err()).contains("dev.kinglet.cli");
    }

    @Test
    void theProgramsOwnHandlerIsGivenWhatItThrows() {
        String classes = compile(write(
                        "P.java",
                        "class P { public static void main(String[] a) { "
                                + "Thread.currentThread().setUncaughtExceptionHandler((t, e) -> "
                                + note("e.getMessage()").replace(";", "") + ");"
                                + " throw new IllegalStateException(\"handled\"); } }"))
                .toString();
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        try {
            CommandRun run = CommandRun.of("run", "-cp", classes, "P");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).isEmpty();
            assertThat(System.getProperty(SEEN)).isEqualTo("handled");
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void theProgramHasItsOwnVersionOfALibraryThatKingletHas() {
        Path library = folder.resolve("library");
        compileTo(
                library,
                write(
                        "l/picocli/CommandLine.java",
                        "package picocli; public class CommandLine { public static String mine() { return \"mine\"; } }"));
        Path source = write(
                "P.java",
                "class P { public static void main(String[] a) { " + note("picocli.CommandLine.mine()") + " } }");
        String classes = compile(source, "-cp", library.toString()).toString();

        assertThat(seen("-cp", classes + ":" + library, "P")).isEqualTo("mine");
    }

    private static void compileTo(Path classes, Path source) {
        List<String> words = List.of("-proc:none", "-d", classes.toString(), source.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)))
                .isZero();
    }

    @Test
    void namesBeyondAsciiAreNames() {
        String name = Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode("ü")
                ? "Grüße"
                : "Gruesse";
        Path source =
                write(name + ".java", "class " + name + " { static void main(String[] a) { " + note("\"ü\"") + " } }");

        assertThat(seen("-cp", compile(source).toString(), name)).isEqualTo("ü");
    }
}
