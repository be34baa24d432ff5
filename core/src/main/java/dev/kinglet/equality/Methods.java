package dev.kinglet.equality;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds methods as the JVM does, and their code. */
final class Methods {

    private Methods() {}

    /** The class of an internal name as another class sees it, or null where there is none. */
    static @Nullable Class<?> load(String internalName, Class<?> seenFrom) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, seenFrom.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    static boolean isOfTheJdk(String internalName, Class<?> seenFrom) {
        if (internalName.startsWith("java/") || internalName.startsWith("[")) {
            return true;
        }
        Class<?> owner = load(internalName, seenFrom);
        return owner != null && StableClasses.isOfTheJdk(owner);
    }

    /** The method that a call on an object of this class runs, or null where there is none with a body. */
    static @Nullable Method implementation(Class<?> type, String name, String descriptor) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Method declared = declared(each, name, descriptor);
            if (declared != null && (each == type || !Modifier.isPrivate(declared.getModifiers()))) {
                return Modifier.isAbstract(declared.getModifiers()) ? ofInterfaces(type, name, descriptor) : declared;
            }
        }
        return ofInterfaces(type, name, descriptor);
    }

    private static @Nullable Method ofInterfaces(Class<?> type, String name, String descriptor) {
        Method found = null;
        Deque<Class<?>> left = new ArrayDeque<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            left.add(each);
        }
        while (!left.isEmpty()) {
            Class<?> each = left.removeFirst();
            left.addAll(List.of(each.getInterfaces()));
            Method declared = each.isInterface() ? declared(each, name, descriptor) : null;
            boolean body = declared != null && !Modifier.isAbstract(declared.getModifiers());
            if (body && (found == null || found.getDeclaringClass().isAssignableFrom(each))) {
                found = declared;
            }
        }
        return found;
    }

    private static @Nullable Method declared(Class<?> type, String name, String descriptor) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && descriptor(method).equals(descriptor)) {
                return method;
            }
        }
        return null;
    }

    static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    /** The model of a method, or null where its class file is not to be had. */
    static @Nullable MethodModel model(Method method) {
        ClassModel type = ClassFiles.model(method.getDeclaringClass());
        if (type == null) {
            return null;
        }
        String descriptor = descriptor(method);
        for (MethodModel each : type.methods()) {
            if (each.methodName().equalsString(method.getName())
                    && each.methodType().equalsString(descriptor)) {
                return each;
            }
        }
        return null;
    }

    static ClassDesc describe(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
