package dev.kinglet.equality;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import org.jspecify.annotations.Nullable;

/** The class files of classes that are loaded. */
final class ClassFiles {

    private ClassFiles() {}

    /** Null where its loader does not give it, as that of a class that was made at run time does not. */
    static byte @Nullable [] bytes(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(name) : loader.getResourceAsStream(name)) {
            return in == null || type.isHidden() ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    static @Nullable ClassModel model(Class<?> type) {
        byte[] file = bytes(type);
        return file == null ? null : ClassFile.of().parse(file);
    }
}
