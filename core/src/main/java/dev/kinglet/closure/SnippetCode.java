package dev.kinglet.closure;

import dev.kinglet.closure.Snippets.Variable;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The classes of a JShell session as they are shipped. Variables whose values do not travel are left out, so that code that reads one fails
 * with its name in place of computing with zero. Static fields that are given the session's values are not final there.
 */
final class SnippetCode {

    private SnippetCode() {}

    /** @param kept the variables whose fields are needed; of classes that the user declared, the static fields whose values travel */
    static SortedMap<String, byte[]> shipped(SortedMap<String, byte[]> files, Set<Variable> kept) {
        SortedMap<String, byte[]> shipped = new TreeMap<>();
        files.forEach((file, bytes) -> {
            String name = file.substring(0, file.length() - ".class".length());
            shipped.put(file, Snippets.isSnippet(name) ? shipped(name, bytes, kept) : bytes);
        });
        return shipped;
    }

    private static byte[] shipped(String name, byte[] bytes, Set<Variable> kept) {
        ClassFile classFile = ClassFile.of();
        ClassModel model = classFile.parse(bytes);
        boolean wrapper = SessionClasses.isWrapper(name);
        if (!wrapper && kept.stream().noneMatch(variable -> variable.owner().equals(name))) {
            return bytes;
        }
        ClassTransform transform = (ClassBuilder builder, ClassElement element) -> {
            if (!(element instanceof FieldModel field) || !field.flags().has(AccessFlag.STATIC)) {
                builder.with(element);
                return;
            }
            boolean needed = kept.contains(new Variable(name, field.fieldName().stringValue()));
            if (needed && field.flags().has(AccessFlag.FINAL)) {
                builder.transformField(field, (fieldBuilder, part) -> {
                    if (part instanceof AccessFlags flags) {
                        fieldBuilder.withFlags(flags.flagsMask() & ~ClassFile.ACC_FINAL);
                    } else {
                        fieldBuilder.with(part);
                    }
                });
            } else if (needed || !wrapper) {
                builder.with(field);
            }
        };
        return classFile.transformClass(model, transform);
    }
}
