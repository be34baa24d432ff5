package dev.kinglet.execute.process;

import dev.kinglet.execute.lambda.WorkerMain;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.storage.ObjectStore;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a worker needs on the driver's own class path: Kinglet's modules and the few libraries that the worker's path through them
 * touches, whether they are jars, class directories or all one jar. Never the user's classes: those travel with the job.
 */
final class WorkerClassPath {

    /** A class of each library that every worker needs. */
    private static final List<String> LIBRARIES = List.of(
            "com.esotericsoftware.kryo.Kryo",
            "com.esotericsoftware.reflectasm.ConstructorAccess",
            "com.esotericsoftware.minlog.Log",
            "org.objenesis.Objenesis",
            "org.apache.arrow.flatbuf.Schema",
            "com.google.flatbuffers.FlatBufferBuilder");

    /** A class of each library that S3 needs. */
    private static final List<String> S3_LIBRARIES = List.of(
            "io.minio.MinioClient",
            "io.minio.MinioAsyncClient",
            "okhttp3.OkHttpClient",
            "okio.Okio",
            "kotlin.Unit",
            "kotlin.jvm.internal.Intrinsics",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.google.common.collect.ImmutableMap",
            "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
            "org.simpleframework.xml.core.Persister",
            "org.bouncycastle.jce.provider.BouncyCastleProvider",
            "org.bouncycastle.util.Arrays",
            "org.apache.commons.codec.binary.Hex",
            "org.apache.commons.compress.archivers.ArchiveEntry",
            "org.apache.commons.io.IOUtils",
            "org.apache.commons.lang3.StringUtils",
            "org.xerial.snappy.Snappy");

    /**
     * How the jars of libraries begin that only some jobs need: those that read or write S3, a compression or a file format. They stand at the
     * end of the class path, where a jar is opened only if a class is in none before it.
     */
    private static final List<String> OPTIONAL_JARS = List.of(
            "minio-",
            "okhttp-",
            "okio-",
            "kotlin-stdlib-",
            "jackson-",
            "guava-",
            "failureaccess-",
            "simple-xml-",
            "commons-codec-",
            "commons-compress-",
            "commons-io-",
            "commons-lang3-",
            "snappy-java-",
            "zstd-jni-",
            "dec-",
            "arrow-vector-",
            "arrow-memory-",
            "slf4j-api-");

    private WorkerClassPath() {}

    /**
     * The class path for workers.
     *
     * @param store the location of the store that they will use
     */
    static List<Path> find(String store) {
        Set<Path> found = new LinkedHashSet<>();
        for (Class<?> type : List.of(ObjectStore.class, InvocationCodec.class, WorkerMain.class)) {
            found.add(required(type));
        }
        for (String name : LIBRARIES) {
            found.add(required(load(name)));
        }
        addOptional(found);
        if (store.startsWith("s3:")) {
            // Last: a class path that begins with that of the others has the same ahead-of-time cache.
            for (String name : S3_LIBRARIES) {
                addIfPresent(name, found);
            }
        }
        return new ArrayList<>(found);
    }

    /** By the names of jars: to look for their classes would open each of them in every driver. */
    private static void addOptional(Set<Path> found) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = entry.substring(entry.lastIndexOf(File.separatorChar) + 1);
            if (name.endsWith(".jar") && OPTIONAL_JARS.stream().anyMatch(name::startsWith)) {
                found.add(Path.of(entry).toAbsolutePath());
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, WorkerClassPath.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a worker needs " + name + ", which is not on the class path", e);
        }
    }

    private static void addIfPresent(String name, Set<Path> found) {
        try {
            Path place = place(Class.forName(name, false, WorkerClassPath.class.getClassLoader()));
            if (place != null) {
                found.add(place);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Not every version of the client has every library.
            return;
        }
    }

    private static Path required(Class<?> type) {
        Path place = place(type);
        if (place == null) {
            throw new IllegalStateException("cannot start workers: " + type.getName()
                    + " was not loaded from a file or directory, but from "
                    + type.getProtectionDomain().getCodeSource()
                    + "; put Kinglet's jars on the class path as files");
        }
        return place;
    }

    private static @Nullable Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            URI location = source == null || source.getLocation() == null
                    ? null
                    : source.getLocation().toURI();
            return location != null && "file".equals(location.getScheme()) ? Path.of(location) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
