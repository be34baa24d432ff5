package dev.kinglet.cli;

import dev.kinglet.closure.CodeLoader;
import dev.kinglet.config.FileNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the classes of a program lie, as {@code java -cp} takes it.
 *
 * @param places jars and folders, in order
 * @param absent what was named and is not there, which {@code java} passes over, too
 */
record JobPath(List<Path> places, List<Path> absent) {

    private static final String ALL_JARS = "*";

    /** One jar or folder. */
    static JobPath of(Path place) {
        return new JobPath(List.of(place), List.of());
    }

    /** A class path: an empty element is the current folder, {@code lib/*} all jars of a folder. */
    static JobPath of(String classPath) throws IOException {
        List<Path> places = new ArrayList<>();
        List<Path> absent = new ArrayList<>();
        for (String element : classPath.split(File.pathSeparator, -1)) {
            boolean all = element.equals(ALL_JARS) || element.endsWith(File.separator + ALL_JARS);
            Path place = path(all ? element.substring(0, element.length() - 1) : element);
            if (!Files.exists(place)) {
                absent.add(place);
            } else if (all) {
                places.addAll(jars(place));
            } else {
                places.add(place);
            }
        }
        return new JobPath(places, absent);
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".jar") || file.toString().endsWith(".JAR"))
                    .sorted()
                    .toList();
        }
    }

    /** The file or folder that was named. */
    static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new WrongUseException(name + " names no file: " + e.getReason() + FileNames.advice());
        }
    }

    /**
     * The loader of the program's classes. It looks along this path, then along Kinglet's, and takes only the JDK's and Kinglet's own classes
     * (and Arrow's, which are handed between the two) from elsewhere: of a library that both have, the program has its own version.
     */
    CodeLoader loader() {
        List<Path> all = new ArrayList<>(places);
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> !element.isEmpty())
                .map(JobPath::path)
                .forEach(all::add);
        return CodeLoader.of("job", all);
    }

    @Override
    public String toString() {
        return places + (absent.isEmpty() ? "" : "; there is no " + absent);
    }
}
