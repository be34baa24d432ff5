package dev.kinglet.bench.flops;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS and what it needs as one file that can be sent anywhere: a zip of libraries, in the order in which they are to be loaded. It is
 * made of bytedeco's jar on the driver; the jar's own Java is not needed, and neither is JavaCPP.
 */
final class NativeBundle {

    private static final String FOLDER = "org/bytedeco/openblas/";

    /** Parts of names, the least dependent first; the library itself is loaded last. */
    private static final List<String> ORDER = List.of("gcc_s", "winpthread", "quadmath", "gfortran", "openblas");

    /** The same bytes each time, so that the same key stands for them: 1 February 1980, as in Kinglet's own packed jars. */
    private static final long DATE_MILLIS = 318_211_200_000L;

    private NativeBundle() {}

    /** This machine as bytedeco names it: {@code linux-x86_64}. */
    static String here() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.contains("mac") ? "macosx" : system.contains("win") ? "windows" : "linux";
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm64" : arch);
    }

    /** Packs the libraries for a system, or gives null where the class path has none for it. */
    static byte @Nullable [] pack(String system) throws IOException {
        String folder = FOLDER + system + "/";
        URL place = NativeBundle.class.getClassLoader().getResource(folder);
        if (place == null || !(place.openConnection() instanceof JarURLConnection connection)) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile jar = new JarFile(
                        Path.of(connection.getJarFileURL().getPath()).toFile());
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Not compressed: a cold worker takes longer to inflate a library than to read it.
            zip.setLevel(Deflater.NO_COMPRESSION);
            List<ZipEntry> libraries = new ArrayList<>();
            jar.stream()
                    .filter(entry -> entry.getName().startsWith(folder))
                    .filter(entry -> isLibrary(entry.getName().substring(folder.length())))
                    .forEach(libraries::add);
            libraries.sort(Comparator.<ZipEntry>comparingInt(
                            entry -> rank(entry.getName().substring(folder.length())))
                    .thenComparing(ZipEntry::getName));
            for (ZipEntry library : libraries) {
                ZipEntry packed = new ZipEntry(library.getName().substring(folder.length()));
                packed.setTime(DATE_MILLIS);
                zip.putNextEntry(packed);
                try (InputStream content = jar.getInputStream(library)) {
                    content.transferTo(zip);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** The jar has JNI bindings beside the libraries, and headers in folders. */
    private static boolean isLibrary(String name) {
        return !name.contains("/")
                && (name.contains(".so") || name.contains(".dylib") || name.endsWith(".dll"))
                && ORDER.stream().anyMatch(name::contains)
                && !name.contains("jni")
                && !name.contains("nolapack");
    }

    private static int rank(String name) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (name.contains(ORDER.get(i))) {
                return i;
            }
        }
        return ORDER.size();
    }

    /** Unpacks a bundle into a folder of its own and loads it into this process, for good. */
    @SuppressWarnings("restricted") // to load a native library is what it is for
    static SymbolLookup load(byte[] bundle) throws IOException {
        Path folder = Files.createTempDirectory("kinglet-openblas");
        List<Path> libraries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // Only the name: a bundle must not write anywhere else.
                Path library = folder.resolve(Path.of(entry.getName()).getFileName());
                Files.copy(zip, library);
                libraries.add(library);
            }
        }
        SymbolLookup last = SymbolLookup.loaderLookup();
        for (Path library : libraries) {
            last = SymbolLookup.libraryLookup(library, Arena.global());
        }
        delete(folder, libraries);
        return last;
    }

    private static void delete(Path folder, List<Path> libraries) throws IOException {
        if (here().startsWith("windows")) {
            return; // It keeps a library's file until the process ends.
        }
        for (Path library : libraries) {
            Files.delete(library);
        }
        Files.delete(folder);
    }
}
