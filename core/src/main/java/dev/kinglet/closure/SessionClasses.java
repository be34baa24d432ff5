package dev.kinglet.closure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one JShell session, by internal name, as its class loader has them now. JShell makes each snippet a class,
 * {@code REPL.$JShell$N}, its wrapper, whose static members are the snippet's variable or method; a class that the user declares is nested in
 * it. A snippet that is defined again gets letters behind its number. As a loader lists no classes, the numbers are tried in turn.
 */
final class SessionClasses {

    private static final String PACKAGE = "REPL/";
    private static final String PREFIX = PACKAGE + "$JShell$";
    private static final Pattern WRAPPER = Pattern.compile("REPL/\\$JShell\\$[^$/]+");

    /** So many numbers in a row without a class end the search: imports and errors take numbers too. */
    private static final int MAX_GAP = 128;

    private static final int LETTERS = 26;
    private static final int MAX_GAP_OF_VERSIONS = 3;

    /** The highest number met in a session, from which on gaps count. */
    private static final Map<ClassLoader, Integer> HIGHEST = Collections.synchronizedMap(new WeakHashMap<>());

    /** A method, and the class that has it. */
    record Body(String owner, MethodModel method) {
        String name() {
            return method.methodName().stringValue();
        }

        /** Name and descriptor. */
        String signature() {
            return name() + method.methodType().stringValue();
        }
    }

    private final ClassLoader loader;
    private final Map<String, ClassModel> models = new LinkedHashMap<>();
    private final Map<String, Map<String, Body>> bodies = new HashMap<>();

    private SessionClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /** All that a session has. */
    static SessionClasses of(ClassLoader loader) {
        SessionClasses classes = new SessionClasses(loader);
        int highest = HIGHEST.getOrDefault(loader, 0);
        for (int number = 1; number <= highest + MAX_GAP; number++) {
            if (classes.readVersions(PREFIX + number)) {
                highest = Math.max(highest, number);
            }
        }
        HIGHEST.put(loader, highest);
        return classes;
    }

    private boolean readVersions(String wrapper) {
        boolean any = false;
        int gap = 0;
        for (int version = 0; gap < (any ? MAX_GAP_OF_VERSIONS : 2); version++) {
            ClassModel model = get(wrapper + letters(version));
            gap = model == null ? gap + 1 : 0;
            if (model != null) {
                any = true;
                readNested(model);
            }
        }
        return any;
    }

    private void readNested(ClassModel wrapper) {
        wrapper.findAttribute(Attributes.nestMembers()).ifPresent(nest -> {
            for (ClassEntry member : nest.nestMembers()) {
                get(member.asInternalName());
            }
        });
    }

    /** How JShell counts the versions of a snippet: nothing, B, C, … Z, BA, … */
    private static String letters(int version) {
        StringBuilder letters = new StringBuilder();
        for (int rest = version; rest > 0; rest /= LETTERS) {
            letters.insert(0, (char) ('A' + rest % LETTERS));
        }
        return letters.toString();
    }

    /** Whether a class was born in JShell. */
    static boolean isSnippet(String internalName) {
        return internalName.startsWith(PACKAGE);
    }

    /** Whether a class holds what a snippet declares; else the user declared it. */
    static boolean isWrapper(String internalName) {
        return WRAPPER.matcher(internalName).matches();
    }

    /** The class, or null where the session has none of that name. */
    @Nullable
    ClassModel get(String name) {
        ClassModel known = models.get(name);
        if (known != null || !name.startsWith(PREFIX)) {
            return known;
        }
        try {
            byte[] bytes = Origin.read(name, loader);
            if (bytes == null) {
                return null;
            }
            ClassModel model = ClassFile.of().parse(bytes);
            models.put(name, model);
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("the snippet class " + name + " cannot be read", e);
        }
    }

    /** The classes that the user declared. */
    List<String> declared() {
        List<String> names = new ArrayList<>(models.keySet());
        names.removeIf(SessionClasses::isWrapper);
        return names;
    }

    /** The classes that the user declared, and what holds the snippets. */
    List<String> all() {
        return new ArrayList<>(models.keySet());
    }

    /** The methods of declared classes with a name and descriptor: those to which a call may be dispatched. */
    List<Body> withSignature(String signature) {
        List<Body> found = new ArrayList<>();
        for (String name : declared()) {
            Body body = own(name, signature);
            if (body != null && !body.method().flags().has(AccessFlag.STATIC)) {
                found.add(body);
            }
        }
        return found;
    }

    /** The methods of a class itself, by name and descriptor. */
    Collection<Body> bodies(String owner) {
        return bodiesOf(owner).values();
    }

    private Map<String, Body> bodiesOf(String owner) {
        return bodies.computeIfAbsent(owner, name -> {
            Map<String, Body> found = new LinkedHashMap<>();
            ClassModel model = get(name);
            if (model != null) {
                for (MethodModel method : model.methods()) {
                    Body body = new Body(name, method);
                    found.put(body.signature(), body);
                }
            }
            return found;
        });
    }

    /** A method of the class itself, or null. */
    @Nullable
    Body own(String owner, String signature) {
        return bodiesOf(owner).get(signature);
    }

    /** The classes and interfaces of the session that a class is made of, itself first. */
    List<String> supertypes(String name) {
        List<String> all = new ArrayList<>();
        collect(name, all);
        return all;
    }

    private void collect(String name, List<String> all) {
        ClassModel model = all.contains(name) ? null : get(name);
        if (model != null) {
            all.add(name);
            parents(model).forEach(parent -> collect(parent, all));
        }
    }

    /** The direct supertypes of a class, whoever has them. */
    static List<String> parents(ClassModel model) {
        List<String> parents = new ArrayList<>();
        model.superclass().ifPresent(parent -> parents.add(parent.asInternalName()));
        model.interfaces().forEach(parent -> parents.add(parent.asInternalName()));
        return parents;
    }

    ClassLoader loader() {
        return loader;
    }
}
