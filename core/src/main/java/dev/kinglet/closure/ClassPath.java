package dev.kinglet.closure;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a class loader looks, in order, as far as that can be known: the JVM's class path, what a {@link URLClassLoader} was given, and what
 * the manifests of these name. Of two jars with a class of one name the first counts, on a worker as in the driver.
 */
public final class ClassPath {

    private static final String FILE = "file:";
    private static final String JAR = "jar:";
    private static final String INSIDE = "!/";

    /** Where a jar has classes for newer JVMs. */
    private static final Pattern VERSION = Pattern.compile("!/META-INF/versions/\\d+/$");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ClassPath() {}

    /**
     * The order in which these loaders, and those above them, look.
     *
     * @param wanted is all that the order is needed for: manifests are opened only if it is not found otherwise
     */
    static List<Path> of(Iterable<ClassLoader> loaders, Set<Path> wanted) {
        Set<Path> places = new LinkedHashSet<>();
        loaders.forEach(loader -> add(loader, places, false));
        if (!places.containsAll(wanted)) {
            places.clear();
            loaders.forEach(loader -> add(loader, places, true));
        }
        return List.copyOf(places);
    }

    private static void add(@Nullable ClassLoader loader, Set<Path> places, boolean manifests) {
        if (loader == null) {
            return;
        }
        if (!(loader instanceof CodeLoader)) { // whose own come first
            add(loader.getParent(), places, manifests);
        }
        if (loader instanceof URLClassLoader ofAddresses) {
            for (URL address : ofAddresses.getURLs()) {
                add("file".equals(address.getProtocol()) ? path(address.toString()) : null, places, manifests);
            }
        } else if (loader.equals(ClassLoader.getSystemClassLoader())) {
            entries().forEach(entry -> add(Path.of(entry), places, manifests));
        }
    }

    /** The entries of the JVM's class path, as they were given. */
    public static List<String> entries() {
        // String.split, which needs no regular expression for one character: this runs before anything is compiled.
        return List.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1));
    }

    /** A place, then those that its manifest names. */
    private static void add(@Nullable Path place, Set<Path> places, boolean manifests) {
        if (place == null
                || !places.add(place.toAbsolutePath().normalize())
                || !manifests
                || !Files.isRegularFile(place)) {
            return;
        }
        try (JarFile jar = new JarFile(place.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                BLANKS.splitAsStream(more.strip())
                        .forEach(each -> add(path(place.toUri().resolve(each).toString()), places, true));
            }
        } catch (IOException | IllegalArgumentException e) {
            return; // no jar, or an address that no class loader would follow either
        }
    }

    /**
     * The jar or folder whose classes begin at an address, as class loaders give it: {@code file:/classes/}, {@code jar:file:/a.jar!/}, also a
     * jar in a jar, which is then taken out of it.
     *
     * @return null where that is no file
     */
    public static @Nullable Path place(String address) {
        if (address.startsWith(FILE)) {
            return path(address);
        }
        String begin = VERSION.matcher(address).replaceFirst(INSIDE);
        boolean plain = begin.startsWith(JAR + FILE) && begin.indexOf(INSIDE) == begin.length() - INSIDE.length();
        return plain ? path(begin.substring(JAR.length(), begin.length() - INSIDE.length())) : NestedJars.file(begin);
    }

    /** The file or folder at an address; null where it is none of the default file system. */
    static @Nullable Path path(String address) {
        try {
            return Path.of(new URI(address));
        } catch (URISyntaxException e) {
            // Made by File.toURL, which escapes nothing: file:/a folder/
            return address.startsWith(FILE) ? Path.of(address.substring(FILE.length())) : null;
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }
}
