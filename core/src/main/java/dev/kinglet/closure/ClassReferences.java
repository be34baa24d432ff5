package dev.kinglet.closure;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The classes, by internal name, that a class may need: those of its constant pool and of its members' types. Annotations do not count. */
final class ClassReferences {

    private static final Pattern CLASS_NAME = Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)*\\.[A-Z][\\w$]*");

    /**
     * @param names of classes that are needed if there are such
     * @param services names of what may be interfaces that the class looks up by {@link java.util.ServiceLoader}
     */
    record Found(Set<String> names, Set<String> services) {}

    private static final String SERVICE_LOADER = "java/util/ServiceLoader";

    private ClassReferences() {}

    /** Those of a class in a library: of its constant pool only, which is quick, and enough to find the other libraries that it needs. */
    static Found coarsely(byte[] classFile) {
        Set<String> all = new HashSet<>(ConstantPool.classNames(classFile));
        Set<String> names = new LinkedHashSet<>();
        for (String name : all) {
            if (!name.startsWith("java/")) {
                names.add(name);
            }
        }
        return new Found(names, all.contains(SERVICE_LOADER) ? all : Set.of());
    }

    /** All that a class of the program's own may need. */
    static Found in(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        Set<String> names = new LinkedHashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                addType(type.name().stringValue(), names);
            } else if (entry instanceof NameAndTypeEntry member) {
                addDescriptor(member.type().stringValue(), names);
            } else if (entry instanceof MethodTypeEntry type) {
                addDescriptor(type.descriptor().stringValue(), names);
            }
        }
        for (FieldModel field : model.fields()) {
            addDescriptor(field.fieldType().stringValue(), names);
        }
        for (MethodModel method : model.methods()) {
            addDescriptor(method.methodType().stringValue(), names);
        }
        Set<String> services = names.contains(SERVICE_LOADER) ? Set.copyOf(names) : Set.of();
        if (names.contains("java/lang/ClassNotFoundException") || names.contains("java/lang/ClassLoader")) {
            addNamedInStrings(model, names);
        }
        names.removeIf(name -> name.startsWith("java/"));
        return new Found(names, services);
    }

    /** A class that loads others by name mostly has the names in strings. */
    private static void addNamedInStrings(ClassModel model, Set<String> names) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof StringEntry string
                    && CLASS_NAME.matcher(string.stringValue()).matches()) {
                names.add(string.stringValue().replace('.', '/'));
            }
        }
    }

    private static void addType(String name, Set<String> names) {
        if (name.startsWith("[")) {
            addDescriptor(name, names);
        } else {
            names.add(name);
        }
    }

    private static void addDescriptor(String descriptor, Set<String> names) {
        int start = descriptor.indexOf('L');
        while (start >= 0) {
            int end = descriptor.indexOf(';', start);
            if (end < 0) {
                return;
            }
            names.add(descriptor.substring(start + 1, end));
            start = descriptor.indexOf('L', end);
        }
    }
}
