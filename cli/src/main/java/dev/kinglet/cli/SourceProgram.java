package dev.kinglet.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A program that is given as its source, as {@code java Program.java} takes it: with all that it mentions of the sources beside it.
 *
 * @param classes the folder that they were compiled to, which is removed at the end of the process
 * @param candidates the classes that may have the main method: the first of the file, then the one that is named as the file
 */
record SourceProgram(Path classes, List<String> candidates) {

    private static final String ENDING = ".java";

    /** Whether these words mean a program's source. */
    static boolean isMeantBy(String word) {
        return word.endsWith(ENDING) && Files.isRegularFile(JobPath.path(word));
    }

    /**
     * Compiles a program.
     *
     * @param err is told what the compiler says
     */
    static SourceProgram compile(Path source, JobPath libraries, PrintStream err) throws IOException {
        Path classes = Files.createTempDirectory("kinglet-source");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(classes)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            CompilationUnitTree unit = parse(compiler, files, source);
            List<String> types = unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(type -> ((ClassTree) type).getSimpleName().toString())
                    .toList();
            if (types.isEmpty()) {
                throw new WrongUseException(source + " declares no class");
            }
            String packageName = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
            List<String> options = options(classes, root(source, packageName), libraries);
            boolean done = compiler.getTask(
                            new PrintWriter(err, true, err.charset()),
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            if (!done) {
                throw new WrongUseException(source + " cannot be compiled");
            }
            String file = source.getFileName().toString();
            String named = file.substring(0, file.length() - ENDING.length());
            return new SourceProgram(
                    classes,
                    Stream.of(types.getFirst(), named)
                            .filter(types::contains)
                            .distinct()
                            .map(packageName::concat)
                            .toList());
        }
    }

    private static CompilationUnitTree parse(JavaCompiler compiler, StandardJavaFileManager files, Path source)
            throws IOException {
        Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(source);
        JavacTask task = (JavacTask) compiler.getTask(null, files, problem -> {}, null, null, units);
        return task.parse().iterator().next();
    }

    private static List<String> options(Path classes, Path root, JobPath libraries) {
        String path = String.join(
                File.pathSeparator,
                Stream.concat(
                                libraries.places().stream().map(Path::toString),
                                Stream.of(System.getProperty("java.class.path")))
                        .toList());
        return List.of(
                "-d",
                classes.toString(),
                "-cp",
                path,
                "-sourcepath",
                root.toString(),
                "-implicit:class",
                "-proc:none",
                "-parameters",
                "-Xdiags:verbose",
                "-Xlint:deprecation",
                "-Xlint:unchecked",
                "-Xlint:-options");
    }

    /** The folder that the packages of the program begin in. */
    private static Path root(Path source, String packageName) {
        Path root = source.getParent();
        for (int left = (int) packageName.chars().filter(c -> c == '.').count(); left > 0 && root != null; left--) {
            root = root.getParent();
        }
        Path inside = Path.of(packageName.replace('.', File.separatorChar)).resolve(source.getFileName());
        if (root == null || !root.resolve(inside).equals(source)) {
            throw new WrongUseException("the package " + packageName.substring(0, packageName.length() - 1)
                    + " does not fit the place of " + source + ", which should end with " + inside);
        }
        return root;
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            return; // it lies among temporary files, which the system removes
        }
    }
}
