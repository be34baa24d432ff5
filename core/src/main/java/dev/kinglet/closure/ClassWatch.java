package dev.kinglet.closure;

import java.util.Collection;

/** Is told of the classes that a {@link CodeLoader} loads, each before any of its code has run. In whatever thread loads it. */
public interface ClassWatch {

    /**
     * A class is about to be loaded.
     *
     * @param loader that loads it
     * @param texts of its constant pool: names of classes, methods and types, and string constants
     */
    void loading(ClassLoader loader, Collection<String> texts, byte[] classFile);
}
