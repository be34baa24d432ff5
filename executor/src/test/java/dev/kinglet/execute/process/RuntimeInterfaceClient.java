package dev.kinglet.execute.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import dev.kinglet.execute.lambda.KingletHandler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs workers behind AWS's own runtime interface client. */
final class RuntimeInterfaceClient {

    /** Where the client looks for its native library, unless it is to unpack it to a place that all processes share. */
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** A class of each further library that it needs. */
    private static final String SERIALIZATION = "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer";

    private static final String UTILITIES = "software.amazon.awssdk.utilslite.SdkInternalThreadLocal";

    private RuntimeInterfaceClient() {}

    static WorkerCommand command() {
        return command(KingletHandler.class.getName());
    }

    static WorkerCommand command(String handler) {
        return parts -> {
            List<String> flags = new ArrayList<>(parts.flags());
            flags.add("-D" + NATIVE + "=" + unpack(parts.folder()));
            List<Path> classPath = new ArrayList<>(parts.classPath());
            try {
                for (Class<?> type : List.of(AWSLambda.class, Context.class, type(SERIALIZATION), type(UTILITIES))) {
                    classPath.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
                }
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
            WorkerCommand.Parts all = new WorkerCommand.Parts(parts.java(), flags, classPath, parts.folder());
            return WorkerCommand.line(all, classPath, List.of(AWSLambda.class.getName(), handler));
        };
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path unpack(Path folder) {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String library = "/jni/libaws-lambda-jni.linux-" + machine + ".so";
        Path file = folder.resolve("lambda-jni.so");
        try (InputStream in = AWSLambda.class.getResourceAsStream(library)) {
            if (in == null) {
                throw new FileNotFoundException(library);
            }
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
