package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A JShell session with Kinglet and its tests on its class path. */
final class Session implements AutoCloseable {

    private final JShell shell;

    private Session(JShell shell) {
        this.shell = shell;
    }

    /** @param engine how JShell runs snippets: {@code local}, in this process, or {@code jdi}, as by default, in another one */
    static Session open(String engine) {
        JShell shell = JShell.builder().executionEngine(engine).build();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            shell.addToClasspath(entry);
        }
        Session session = new Session(shell);
        session.eval("import dev.kinglet.closure.SnippetDoor;");
        return session;
    }

    /** Evaluates snippets and returns the value of the last, or what was thrown. */
    String eval(String... snippets) {
        String value = "";
        for (String snippet : snippets) {
            value = one(snippet);
        }
        return value;
    }

    /** As {@link #eval}, of snippets that stand in one line. */
    void evalAll(String line) {
        for (String rest = line; !rest.isBlank(); ) {
            CompletionInfo snippet = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            one(snippet.source());
            rest = snippet.remaining();
        }
    }

    private String one(String snippet) {
        String value = "";
        for (SnippetEvent event : shell.eval(snippet)) {
            assertThat(event.status())
                    .as(() -> snippet + shell.diagnostics(event.snippet()).toList())
                    .isNotEqualTo(Status.REJECTED);
            JShellException thrown = event.exception();
            if (event.causeSnippet() == null) {
                value = thrown == null ? String.valueOf(event.value()) : String.valueOf(thrown.getMessage());
            }
        }
        return value;
    }

    /** Captures a function in the session, for {@link #apply}. */
    String capture(Path folder, String lambda) {
        return eval("SnippetDoor.capture(\"" + folder.toString().replace("\\", "\\\\") + "\", " + lambda + ")");
    }

    /** What the function that was captured last gives where no session is. */
    @SuppressWarnings("unchecked") // as SnippetDoor takes it
    static Object apply(Path folder, int input) throws Exception {
        List<Path> jars = Files.readAllLines(folder.resolve("jars")).stream()
                .map(Path::of)
                .toList();
        byte[] closure = Files.readAllBytes(folder.resolve("closure"));
        try (CodeLoader loader = CodeLoader.of("worker", jars)) {
            Restored restored = ClosureRestorer.restore(closure, loader);
            return ((RemoteFunction<Integer, Object>) restored.function()).apply(input);
        }
    }

    @Override
    public void close() {
        shell.close();
    }
}
