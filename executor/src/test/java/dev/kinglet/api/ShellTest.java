package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that are typed into JShell as it runs by default: the session is one process, each worker another. */
final class ShellTest {

    private static JShell shell;

    @BeforeAll
    static void openSession() {
        shell = JShell.create();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            shell.addToClasspath(entry);
        }
        for (String snippet : SNIPPETS) {
            assertThat(eval(snippet)).as(snippet).doesNotStartWith("threw");
        }
    }

    private static final String[] SNIPPETS = {
        "import dev.kinglet.*;",
        "import java.util.*;",
        "var executor = FunctionExecutor.create(Map.of(\"workers\", \"1\"));",
        "int pi = 1;",
        "int offset = 1;",
        "interface Shape { int area(); }",
        "record Circle(int r) implements Shape { public int area() { return r * r * pi; } }",
        "record Named(String name) { public String toString() { return name + offset; } }",
        "enum Unit { KM(pi), MILE(2); int factor; Unit(int factor) { this.factor = factor; } }",
        "class Config { static int limit = 1; static void submit() { executor.close(); } }",
        "record Sized(int size) { public Sized { if (size > Config.limit) throw new IllegalArgumentException(\"over \" + Config.limit); } }",
        "String first = Unit.KM.name();",
        "pi = 3;",
        "offset = 7;",
        "Unit.MILE.factor = 20;",
        "Config.limit = 50;",
        "String all() { return executor.map(x -> x + offset, List.of(1, 2)).join().toString(); }",
    };

    @AfterAll
    static void closeSession() {
        eval("executor.close()");
        shell.close();
    }

    private static String eval(String snippet) {
        String value = "";
        for (SnippetEvent event : shell.eval(snippet)) {
            assertThat(event.status()).as(snippet).isNotEqualTo(Status.REJECTED);
            value = event.exception() == null
                    ? String.valueOf(event.value())
                    : "threw " + event.exception().getMessage();
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "executor.map((Shape s) -> s.area(), List.of(new Circle(2))).join(); [12]",
                "executor.map((Object o) -> \"\" + o, List.of(new Named(\"n\"))).join(); [\"n7\"]",
                "executor.map(u -> u.factor, List.of(Unit.KM, Unit.MILE)).join(); [1, 20]",
                "executor.map(s -> s.size(), List.of(new Sized(40))).join(); [40]",
                "executor.call(x -> Config.limit, 1).join(); 50",
                "all(); \"[8, 9]\"",
            })
    void theSessionsStateIsWhereTheInputsLeadThatAreOfItsClasses(String snippet, String value) {
        assertThat(eval("String.valueOf(" + snippet + ")").replaceAll("^\"|\"$", ""))
                .isEqualTo(value.replace("\"", ""));
    }

    @Test
    void whatIsReadOfAnExecutorIsRefusedByItsName() {
        assertThat(eval("executor.call(x -> executor.toString(), 1).join()")).contains("the JShell variable executor");
    }
}
