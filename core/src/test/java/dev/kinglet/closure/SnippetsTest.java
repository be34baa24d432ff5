package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that are typed into JShell run where no session is, with the values that its variables had. */
final class SnippetsTest {

    @TempDir
    Path temp;

    private static final Map<String, JShell> SHELLS = new HashMap<>();

    /** How JShell runs snippets: in this process, or, as by default, in another one. The tests share one session for each. */
    private static JShell shell(String engine) {
        return SHELLS.computeIfAbsent(engine, name -> {
            JShell shell = JShell.builder().executionEngine(name).build();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(entry);
            }
            eval(shell, "import dev.kinglet.closure.SnippetDoor;");
            return shell;
        });
    }

    @AfterAll
    static void closeSessions() {
        SHELLS.values().forEach(JShell::close);
    }

    /** Evaluates snippets and returns the value of the last, or what was thrown. */
    private static String eval(JShell shell, String... snippets) {
        String value = "";
        for (String snippet : snippets) {
            for (SnippetEvent event : shell.eval(snippet)) {
                assertThat(event.status())
                        .as(() -> snippet + shell.diagnostics(event.snippet()).toList())
                        .isNotEqualTo(Status.REJECTED);
                JShellException thrown = event.exception();
                value = thrown == null ? String.valueOf(event.value()) : String.valueOf(thrown.getMessage());
            }
        }
        return value;
    }

    private String captureIn(JShell shell, String lambda) {
        return eval(shell, "SnippetDoor.capture(\"" + temp.toString().replace("\\", "\\\\") + "\", " + lambda + ")");
    }

    @SuppressWarnings("unchecked") // as SnippetDoor takes it
    private Object apply(int input) throws Exception {
        List<Path> jars =
                Files.readAllLines(temp.resolve("jars")).stream().map(Path::of).toList();
        byte[] closure = Files.readAllBytes(temp.resolve("closure"));
        try (CodeLoader loader = CodeLoader.of("worker", jars)) {
            Restored restored = ClosureRestorer.restore(closure, loader);
            return ((RemoteFunction<Integer, Object>) restored.function()).apply(input);
        }
    }

    private List<String> shipped() throws IOException {
        return Files.readAllLines(temp.resolve("names"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "jdi"})
    void aLambdaRunsWithTheValuesOfTheVariablesThatItReads(String engine) throws Exception {
        JShell shell = shell(engine);
        eval(shell, "int factor = 3;", "String unit = \"km\";");
        assertThat(captureIn(shell, "x -> x * factor + unit")).contains("captured");

        assertThat(apply(7)).isEqualTo("21km");
        assertThat(shipped()).contains("REPL classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "jdi"})
    void methodsAndClassesOfTheSessionAreFollowed(String engine) throws Exception {
        JShell shell = shell(engine);
        eval(
                shell,
                "int base = 100;",
                "int offset = 5;",
                "record Pair(int left, int right) { int sum() { return left + right + offset; } }",
                "int shifted(int x) { return base + x; }",
                "Pair pair = new Pair(1, 2);",
                "java.util.List<Pair> pairs = java.util.List.of(new Pair(10, 20));");
        assertThat(captureIn(shell, "x -> shifted(x) + pair.sum() + pairs.get(0).sum()"))
                .contains("captured");

        assertThat(apply(1)).isEqualTo(101 + 8 + 35);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "jdi"})
    void whatTheFunctionDoesNotReachDoesNotTravel(String engine) throws Exception {
        JShell shell = shell(engine);
        eval(
                shell,
                "Thread thread = Thread.currentThread();",
                "int number = thread.getName().length() * 0 + 1;",
                "dev.kinglet.RemoteFunction<Integer, Object> kept = x -> x + number;");
        assertThat(captureIn(shell, "kept")).contains("captured");

        assertThat(apply(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "jdi"})
    void theValueIsThatOfTheMomentOfCapture(String engine) throws Exception {
        JShell shell = shell(engine);
        eval(shell, "int n = 1;", "dev.kinglet.RemoteFunction<Integer, Object> f = x -> x + n;");
        captureIn(shell, "f");
        assertThat(apply(0)).isEqualTo(1);

        eval(shell, "n = 50;");
        captureIn(shell, "f");
        assertThat(apply(0)).isEqualTo(50);

        eval(shell, "long n = 7;", "dev.kinglet.RemoteFunction<Integer, Object> f = x -> x + n;");
        captureIn(shell, "f");
        assertThat(apply(0)).isEqualTo(7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "jdi"})
    void aVariableThatCannotTravelIsRefusedByItsName(String engine) {
        JShell shell = shell(engine);
        eval(shell, "Thread me = Thread.currentThread();");

        assertThat(captureIn(shell, "x -> me.getName()"))
                .isEqualTo(
                        "the JShell variable me, which mapper reads, is a java.lang.Thread, which has no meaning in another"
                                + " process. Create it inside the function, or capture the values it needs.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "jdi"})
    void aFunctionThatReadsVariablesNeedsALoaderOfItsOwn(String engine) throws Exception {
        JShell shell = shell(engine);
        eval(shell, "int n = 1;");
        captureIn(shell, "x -> x + n");
        assertThat(ClosureRestorer.needsOwnLoader(Files.readAllBytes(temp.resolve("closure"))))
                .isTrue();

        captureIn(shell, "x -> x + 1");
        assertThat(ClosureRestorer.needsOwnLoader(Files.readAllBytes(temp.resolve("closure"))))
                .isFalse();
    }
}
