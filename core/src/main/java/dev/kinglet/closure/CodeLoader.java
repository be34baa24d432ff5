package dev.kinglet.closure;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one set of shipped jars, and their resources. It takes from the worker only the JDK and Kinglet's own classes, so that a
 * function runs with the libraries that it came with, and a class that was not shipped is missed in the first test, not on another
 * platform. Two loaders never share a class of the user's.
 *
 * <p>While a function runs it should be its thread's context class loader, for {@link java.util.ServiceLoader} and libraries that ask there.
 */
public final class CodeLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final ClassWatch NOBODY = (loader, texts, classFile) -> {};

    private final ClassLoader worker;
    private final ClassFiles files;
    private final ClassWatch watch;

    private CodeLoader(String name, URL[] urls, List<Path> jars, ClassLoader worker, ClassWatch watch) {
        super(name, urls, ClassLoader.getPlatformClassLoader());
        this.worker = worker;
        this.watch = watch;
        files = new ClassFiles(jars);
    }

    /**
     * @param name what messages and stack traces call it
     * @param jars in class path order
     */
    public static CodeLoader of(String name, List<Path> jars) {
        return of(name, jars, NOBODY);
    }

    /**
     * @param name what messages and stack traces call it
     * @param jars in class path order
     * @param watch is told of each class
     */
    public static CodeLoader of(String name, List<Path> jars, ClassWatch watch) {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = jars.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("no class loader can read " + jars.get(i), e);
            }
        }
        return new CodeLoader(name, urls, jars, CodeLoader.class.getClassLoader(), watch);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = WorkerCode.isKinglets(name) ? fromWorker(name) : null;
            }
            if (loaded == null) {
                loaded = WorkerCode.isTheJdks(name) ? fromJdk(name) : null;
            }
            if (loaded == null) {
                loaded = findClass(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = watch.equals(NOBODY) ? null : files.read(name);
        if (classFile != null) {
            watch.loading(this, ConstantPool.texts(classFile), classFile);
        }
        return super.findClass(name);
    }

    /** Closes the jars, except those of a worker: its functions can reach their loader, and it has others to come. */
    @Override
    public void close() throws IOException {
        if (watch.equals(NOBODY)) {
            release();
        }
    }

    /** Closes the jars. Classes that were loaded go on. */
    public void release() throws IOException {
        files.close();
        super.close();
    }

    private @Nullable Class<?> fromWorker(String name) {
        try {
            return worker.loadClass(name);
        } catch (ClassNotFoundException e) {
            return null; // the user's own class in a package of that name, as in our tests
        }
    }

    private @Nullable Class<?> fromJdk(String name) {
        try {
            return getParent().loadClass(name);
        } catch (ClassNotFoundException e) {
            return null; // a library's, such as javax.inject
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        if (own != null) {
            return own;
        }
        URL jdk = getParent().getResource(name);
        return jdk == null && isKinglets(name) ? worker.getResource(name) : jdk;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        if (isKinglets(name)) {
            all.addAll(Collections.list(worker.getResources(name)));
        }
        return Collections.enumeration(all);
    }

    private static boolean isKinglets(String resource) {
        return WorkerCode.isKinglets(resource.replace('/', '.'));
    }
}
