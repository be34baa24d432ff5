package dev.kinglet.execute.process;

import dev.kinglet.execute.lambda.WorkerMain;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the command line of worker processes. Others than {@link #own} run the same worker behind another runtime client. */
interface WorkerCommand {

    /**
     * What a command may need.
     *
     * @param java the {@code java} program
     * @param flags for the JVM
     * @param classPath of the worker
     * @param folder the worker's own, for temporary files
     */
    record Parts(Path java, List<String> flags, List<Path> classPath, Path folder) {}

    List<String> line(Parts parts);

    /** Kinglet's own loop. */
    static WorkerCommand own() {
        return parts -> line(parts, parts.classPath(), List.of(WorkerMain.class.getName()));
    }

    /** A command of {@code java}, flags, class path, and what follows. */
    static List<String> line(Parts parts, List<Path> classPath, List<String> rest) {
        List<String> line = new ArrayList<>();
        line.add(parts.java().toString());
        line.addAll(parts.flags());
        line.add("-cp");
        line.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        line.addAll(rest);
        return line;
    }
}
