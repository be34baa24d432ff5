package dev.kinglet.cli;

import dev.kinglet.Job;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The program that {@code kinglet run} was asked for.
 *
 * @param main its class
 * @param arguments what stood behind it
 */
record JobProgram(Class<?> main, String[] arguments) {

    /** Finds the program: words are a jar (unless there is a class path), a class (unless the jar names one), and arguments. */
    static JobProgram of(Optional<String> classPath, List<String> words) throws IOException {
        List<String> rest = new ArrayList<>(words);
        List<Path> path = new ArrayList<>();
        if (classPath.isEmpty()) {
            if (rest.isEmpty()) {
                throw new WrongUseException(
                        "nothing to run; name a jar and a class: kinglet run my-job.jar com.acme.MyJob");
            }
            path.add(existing(rest.removeFirst()));
        } else {
            path.addAll(elements(classPath.get()));
        }
        ClassLoader loader = new URLClassLoader("job", urls(path), JobProgram.class.getClassLoader());
        Optional<Class<?>> named = rest.isEmpty() ? Optional.empty() : load(loader, rest.getFirst());
        if (named.isPresent()) {
            rest.removeFirst();
        }
        Class<?> main = named.or(() -> mainOf(path.getFirst()).flatMap(name -> load(loader, name)))
                .orElseThrow(() -> missing(path, rest));
        return new JobProgram(main, rest.toArray(String[]::new));
    }

    private static WrongUseException missing(List<Path> path, List<String> rest) {
        return new WrongUseException(
                rest.isEmpty()
                        ? "no class named, and " + path.getFirst()
                                + " has no Main-Class in its manifest; name one behind it"
                        : "class " + rest.getFirst() + " is not in " + path
                                + "; is its package in the name, as in com.acme.MyJob?");
    }

    private static List<Path> elements(String classPath) throws IOException {
        List<Path> elements = new ArrayList<>();
        for (String element : classPath.split(File.pathSeparator, -1)) {
            if (element.endsWith("*")) {
                Path folder = existing(element.equals("*") ? "." : element.substring(0, element.length() - 1));
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .forEach(elements::add);
                }
            } else if (!element.isEmpty()) {
                elements.add(existing(element));
            }
        }
        if (elements.isEmpty()) {
            throw new WrongUseException("the class path \"" + classPath + "\" names nothing");
        }
        return elements;
    }

    private static Path existing(String element) {
        Path path = Path.of(element).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new WrongUseException("there is no " + path + "; name a jar or a folder of classes");
        }
        return path;
    }

    private static URL[] urls(List<Path> path) throws MalformedURLException {
        URL[] urls = new URL[path.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = path.get(i).toUri().toURL();
        }
        return urls;
    }

    private static Optional<Class<?>> load(ClassLoader loader, String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Optional<String> mainOf(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.MAIN_CLASS));
        } catch (IOException e) {
            throw new WrongUseException(jar + " is no jar that can be read: " + e.getMessage());
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
        Method method = Stream.of(main.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals("main"))
                .filter(candidate -> Modifier.isStatic(candidate.getModifiers()))
                .filter(candidate -> List.of(candidate.getParameterTypes()).equals(List.of(String[].class)))
                .findFirst()
                .orElseThrow(() -> new WrongUseException(main.getName()
                        + " has no static void main(String[]), and does not implement " + Job.class.getName()));
        method.setAccessible(true);
        method.invoke(null, (Object) arguments);
    }
}
