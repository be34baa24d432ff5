package dev.kinglet.closure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a user's program, as they lie in its folders and jars: nothing is loaded, and no initialiser runs. The program's own are
 * those in the jars that its functions lie in, and in the folders of the class path; what lies in other jars is a library's.
 */
final class ProgramClasses {

    /** A method with its class. */
    record Body(String owner, MethodModel method) {
        String name() {
            return method.methodName().stringValue();
        }

        String signature() {
            return name() + method.methodType().stringValue();
        }
    }

    private final ClassLoader loader;
    private final Set<Path> roots = new LinkedHashSet<>();
    private final Map<String, Optional<ClassModel>> models = new HashMap<>();
    private final Map<String, Map<String, Body>> bodies = new HashMap<>();
    private final Map<String, Boolean> own = new HashMap<>();
    private @Nullable Map<String, ClassOutline> outlines;
    private boolean session;

    /** @param loader the program's */
    ProgramClasses(ClassLoader loader) {
        this.loader = loader;
        ClassPath.entries().stream()
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::isDirectory)
                .forEach(this::add);
    }

    /** Counts what lies beside a class as the program's own. */
    void addOriginOf(String name) {
        session |= SessionClasses.isSnippet(name);
        Path place = place(name);
        if (place != null) {
            add(place);
        }
    }

    /** The folder or jar in which a class lies, or null. */
    private @Nullable Path place(String name) {
        Origin origin = Origin.of(name, loader);
        // No switch: a JVM makes a class for each switch over types before it is passed for the first time.
        Path place = origin instanceof Origin.Directory(Path root)
                ? root
                : origin instanceof Origin.Jar(Path file) ? file : null;
        return place == null ? null : place.toAbsolutePath().normalize();
    }

    private void add(Path root) {
        boolean kinglets = Files.isDirectory(root) && new Origin.Directory(root).mayHaveKinglet();
        if (!kinglets && roots.add(root)) {
            own.clear();
            outlines = null;
        }
    }

    /** Whether a class is the program's own. */
    boolean isOwn(String name) {
        return own.computeIfAbsent(name, any -> {
            Path place = place(any);
            return place == null ? SessionClasses.isSnippet(any) : roots.contains(place);
        });
    }

    /** A class of the program's or of a library's; null for those of the JDK and of Kinglet, and where there is none. */
    @Nullable
    ClassModel get(String name) {
        return models.computeIfAbsent(name, this::read).orElse(null);
    }

    private Optional<ClassModel> read(String name) {
        if (WorkerCode.isTheJdks(name.replace('/', '.')) || name.startsWith("[")) {
            return Optional.empty();
        }
        try {
            Origin origin = Origin.of(name, loader);
            byte[] bytes = origin == null || origin instanceof Origin.Worker ? null : Origin.read(name, loader);
            return bytes == null ? Optional.empty() : Optional.of(ClassFile.of().parse(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("class " + name + " cannot be read", e);
        }
    }

    /** The methods of a class itself. */
    Collection<Body> bodies(String owner) {
        return bodiesOf(owner).values();
    }

    private Map<String, Body> bodiesOf(String owner) {
        Map<String, Body> known = bodies.get(owner);
        if (known == null) {
            known = new LinkedHashMap<>();
            ClassModel model = get(owner);
            for (MethodModel method : model == null ? List.<MethodModel>of() : model.methods()) {
                Body body = new Body(owner, method);
                known.put(body.signature(), body);
            }
            bodies.put(owner, known);
        }
        return known;
    }

    /** The class itself, and what it extends and implements, nearest first; not the JDK's. */
    List<String> supertypes(String name) {
        List<String> all = new ArrayList<>();
        collect(name, all);
        return all;
    }

    private void collect(String name, List<String> all) {
        ClassModel model = all.contains(name) ? null : get(name);
        if (model != null) {
            all.add(name);
            SessionClasses.parents(model).forEach(parent -> collect(parent, all));
        }
    }

    /** The method that a call of {@code owner} means, or null. */
    @Nullable
    Body find(String owner, String signature) {
        for (String each : supertypes(owner)) {
            Body body = bodiesOf(each).get(signature);
            if (body != null) {
                return body;
            }
        }
        return null;
    }

    /** A method of the class itself, or null. */
    @Nullable
    Body own(String owner, String signature) {
        return bodiesOf(owner).get(signature);
    }

    /** The field that an access by {@code owner} means, by the class that declares it, or null. */
    @Nullable
    Field field(String owner, String name) {
        for (String each : supertypes(owner)) {
            ClassModel model = get(each);
            for (FieldModel field : model == null ? List.<FieldModel>of() : model.fields()) {
                if (field.fieldName().equalsString(name)) {
                    return new Field(each, field);
                }
            }
        }
        return null;
    }

    record Field(String owner, FieldModel model) {}

    /** The program's own classes whose code mentions a member of this name, of whatever class. */
    Set<String> mentioning(String member) {
        Set<String> found = new LinkedHashSet<>();
        outlines().forEach((name, outline) -> {
            if (outline.members().contains(member)) {
                found.add(name);
            }
        });
        return found;
    }

    /** The program's own classes that extend or implement a class, at any distance. */
    Set<String> subtypes(String type) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> parents = new HashSet<>(Set.of(type));
        for (boolean more = true; more; ) {
            more = false;
            for (ClassOutline outline : outlines().values()) {
                if (!parents.contains(outline.name())
                        && outline.parents().stream().anyMatch(parents::contains)) {
                    parents.add(outline.name());
                    found.add(outline.name());
                    more = true;
                }
            }
        }
        return found;
    }

    private Map<String, ClassOutline> outlines() {
        Map<String, ClassOutline> known = outlines;
        if (known == null) {
            known = new LinkedHashMap<>();
            try {
                for (Path root : roots) {
                    if (Files.isDirectory(root)) {
                        outlineDirectory(root, known);
                    } else {
                        outlineJar(root, known);
                    }
                }
                if (session) {
                    for (String name : SessionClasses.of(loader).all()) {
                        byte[] bytes = Origin.read(name, loader);
                        if (bytes != null) {
                            add(bytes, known);
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the program's classes cannot be read", e);
            }
            outlines = known;
        }
        return known;
    }

    private static void outlineDirectory(Path root, Map<String, ClassOutline> outlines) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> isClass(file.toString())).toList();
        }
        for (Path file : files) {
            add(Files.readAllBytes(file), outlines);
        }
    }

    private static void outlineJar(Path jar, Map<String, ClassOutline> outlines) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (isClass(entry.getName()) && !entry.getName().startsWith("META-INF/")) {
                    try (var in = zip.getInputStream(entry)) {
                        add(in.readAllBytes(), outlines);
                    }
                }
            }
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(".class") && !file.endsWith("module-info.class");
    }

    private static void add(byte[] bytes, Map<String, ClassOutline> outlines) {
        ClassOutline outline = ClassOutline.of(bytes);
        outlines.putIfAbsent(outline.name(), outline);
    }

    ClassLoader loader() {
        return loader;
    }
}
