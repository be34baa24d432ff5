package dev.kinglet.closure;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The classes and lambdas that a codec met while it encoded. Confined to the codec's thread. */
final class Sightings {

    private final Set<Class<?>> classes = new HashSet<>();
    private final Set<LambdaForm> lambdas = new LinkedHashSet<>();

    /** Notes a class, unless it is the JDK's. Of an array, the class of its elements. */
    void see(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (!element.isPrimitive() && !Form.isOfTheJdk(element)) {
            classes.add(element);
        }
    }

    /** Notes a lambda, and its class. */
    void see(LambdaForm form, Class<?> capturing) {
        see(capturing);
        lambdas.add(form);
    }

    Set<Class<?>> classes() {
        return classes;
    }

    /** The lambdas, in the order in which they were met. */
    Set<LambdaForm> lambdas() {
        return lambdas;
    }

    /** Whether a class of a JShell session is among what was seen. */
    boolean hasSnippets() {
        for (Class<?> type : classes) {
            if (isSnippet(type)) {
                return true;
            }
        }
        return false;
    }

    /** The class loader of the session. */
    ClassLoader snippetLoader() {
        for (Class<?> type : classes) {
            ClassLoader loader = type.getClassLoader();
            if (isSnippet(type) && loader != null) {
                return loader;
            }
        }
        throw new IllegalStateException("no class of a JShell session was seen");
    }

    private static boolean isSnippet(Class<?> type) {
        return Snippets.isSnippet(type.getName().replace('.', '/'));
    }

    void clear() {
        classes.clear();
        lambdas.clear();
    }
}
