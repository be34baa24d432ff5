package dev.kinglet.cli;

import dev.kinglet.Job;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program that {@code kinglet run} was asked for: in any form that {@code java} takes.
 *
 * @param main its class
 * @param arguments what stood behind it
 */
record JobProgram(Class<?> main, String[] arguments) {

    /**
     * What the command line says of a program.
     *
     * @param classPath where its classes are, or null where words say so
     * @param modulePath where its modules are, or null
     * @param module which of them is to run, with a class or without, or null
     * @param jar whether the first word is a jar in any case
     * @param words a jar or source unless there is a class path, a class unless the jar names one, and arguments
     */
    record Asked(
            @Nullable String classPath,
            @Nullable String modulePath,
            @Nullable String module,
            boolean jar,
            List<String> words) {}

    /**
     * Finds the program.
     *
     * @param err is told what the compiler says of a source, and what of a manifest is not met
     */
    static JobProgram of(Asked asked, PrintStream err) throws IOException {
        List<String> rest = new ArrayList<>(asked.words());
        if (asked.module() != null) {
            String modulePath = asked.modulePath() == null ? "" : asked.modulePath();
            ModuleProgram program = ModuleProgram.of(modulePath, asked.module());
            return program(load(program.path(), program.main()), rest);
        }
        if (rest.isEmpty()) {
            throw new WrongUseException(
                    asked.classPath() == null
                            ? "nothing to run; name a jar and a class: kinglet run my-job.jar com.acme.MyJob"
                            : "no class named; name one behind the class path");
        }
        if (SourceProgram.isMeantBy(rest.getFirst())) {
            return source(asked.classPath(), rest, err);
        }
        return asked.jar() || (asked.classPath() == null && isFile(rest.getFirst()))
                ? inJar(JobPath.path(rest.removeFirst()), rest, err)
                : inPath(asked.classPath(), rest);
    }

    private static JobProgram program(Class<?> main, List<String> arguments) {
        return new JobProgram(main, arguments.toArray(String[]::new));
    }

    /** Whether a word means a file rather than a class. */
    private static boolean isFile(String word) {
        if (Files.exists(JobPath.path(word))) {
            return true;
        }
        if (word.endsWith(".jar") || word.endsWith(".java")) {
            throw new WrongUseException(
                    "there is no " + JobPath.path(word) + "; name a jar, a source or a folder of classes");
        }
        return false;
    }

    private static JobProgram source(@Nullable String classPath, List<String> rest, PrintStream err)
            throws IOException {
        Path file = JobPath.path(rest.removeFirst());
        JobPath libraries = classPath == null ? new JobPath(List.of(), List.of()) : JobPath.of(classPath);
        SourceProgram source = SourceProgram.compile(file, libraries, err);
        List<Path> places = new ArrayList<>(List.of(source.classes()));
        places.addAll(libraries.places());
        ClassLoader loader = new JobPath(places, List.of()).loader();
        Class<?> first = null;
        for (String name : source.candidates()) {
            Class<?> candidate = load(loader, name)
                    .orElseThrow(() -> new WrongUseException("class " + name + " did not come of " + file));
            first = first == null ? candidate : first;
            if (Job.class.isAssignableFrom(candidate)
                    || MainMethod.of(candidate).isPresent()) {
                return program(candidate, rest);
            }
        }
        return program(Objects.requireNonNull(first), rest);
    }

    /** The class that the manifest names; the first word where it names none, or the same. */
    private static JobProgram inJar(Path jar, List<String> rest, PrintStream err) throws IOException {
        JobManifest manifest = JobManifest.of(jar);
        Optional<String> named = manifest.mainClass();
        if (named.isEmpty() && rest.isEmpty()) {
            throw new WrongUseException(
                    "no class named, and " + jar + " has no Main-Class in its manifest; name one behind it");
        }
        if (named.isEmpty() || (!rest.isEmpty() && rest.getFirst().equals(named.get()))) {
            named = Optional.of(rest.removeFirst());
        }
        Class<?> main = load(JobPath.of(jar), named.get());
        List<String> unmet = manifest.unmet(main.getClassLoader());
        if (!unmet.isEmpty()) {
            err.println("the manifest of " + jar.getFileName() + " asks for what only a JVM's flags can give: "
                    + "KINGLET_JAVA_OPTIONS='" + String.join(" ", unmet) + "'");
        }
        return program(main, rest);
    }

    /** As {@code java} without a jar: along the class path given, that of the environment, or the current folder. */
    private static JobProgram inPath(@Nullable String given, List<String> rest) throws IOException {
        String environment = System.getenv("CLASSPATH");
        String classPath = given != null ? given : environment != null && !environment.isEmpty() ? environment : ".";
        return program(load(JobPath.of(classPath), rest.removeFirst()), rest);
    }

    private static Class<?> load(JobPath path, String name) {
        return load(path.loader(), name)
                .orElseThrow(() -> new WrongUseException("class " + name + " is not in " + path
                        + "; is its package in the name, as in com.acme.MyJob?"));
    }

    private static Optional<Class<?>> load(ClassLoader loader, String name) {
        try {
            return Optional.of(Class.forName(name.replace('/', '.'), false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (LinkageError e) {
            throw new WrongUseException("class " + name + " cannot be loaded: " + e);
        }
    }

    /** An instance of the class, which is a {@link Job}. */
    Job newJob() throws ReflectiveOperationException {
        try {
            return (Job) main.getConstructor().newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new WrongUseException(main.getName()
                    + " cannot be made: a job's class is public and has a public constructor without parameters");
        }
    }

    /** Calls the main method. What it throws comes as the cause of an {@link InvocationTargetException}. */
    void runMain() throws ReflectiveOperationException {
        MainMethod.of(main)
                .orElseThrow(() -> new WrongUseException(main.getName()
                        + " has no main method that java would begin with, and does not implement "
                        + Job.class.getName()))
                .run(arguments);
    }
}
