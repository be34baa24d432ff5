package dev.kinglet.closure;

import dev.kinglet.RemoteFunction;
import java.util.List;
import java.util.Map;

/**
 * The classes of a job whose functions, keys and records come from several class loaders, as in an application server: a class that was seen is
 * that class, any other comes from the first of their loaders that has it. It defines none of its own.
 */
final class JobClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** That of Kinglet, which may be that of the user's classes, too. */
    static final ClassLoader OURS = JobClasses.class.getClassLoader();

    private final Map<String, Class<?>> seen;
    private final List<ClassLoader> loaders;

    JobClasses(Map<String, Class<?>> seen, List<ClassLoader> loaders) {
        super("classes of a job", OURS);
        this.seen = Map.copyOf(seen);
        this.loaders = List.copyOf(loaders);
    }

    /** Whether a loader finds these classes by their names, and Kinglet's. */
    static boolean knowsAll(ClassLoader loader, Map<String, Class<?>> classes) {
        if (!knows(loader, RemoteFunction.class)) {
            return false;
        }
        for (Class<?> type : classes.values()) {
            if (!type.isHidden() && !loader.equals(type.getClassLoader()) && !knows(loader, type)) {
                return false;
            }
        }
        return true;
    }

    private static boolean knows(ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> known = seen.get(name);
        if (known != null) {
            return known;
        }
        for (ClassLoader loader : loaders) {
            try {
                return loader.loadClass(name);
            } catch (ClassNotFoundException e) {
                // The next may have it.
            }
        }
        return super.loadClass(name, resolve);
    }
}
