package dev.kinglet.closure;

import dev.kinglet.closure.SessionClasses.Body;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which methods of a session's classes others than the session may call: libraries, the JDK, Kinglet. */
final class LibraryMethods {

    /** What runs while an object is made again, put into a hash table, or sorted. */
    private static final Set<String> WHILE_DECODING = Set.of(
            "<init>",
            "<clinit>",
            "hashCode",
            "equals",
            "compareTo",
            "compare",
            "readObject",
            "readObjectNoData",
            "readResolve",
            "readExternal");

    private final SessionClasses classes;
    private final Map<String, Set<String>> signatures = new HashMap<>();

    LibraryMethods(SessionClasses classes) {
        this.classes = classes;
    }

    static boolean runsWhileDecoding(String name) {
        return WHILE_DECODING.contains(name);
    }

    /** Whether it implements or overrides a method of a class that is not the session's. */
    boolean implementsOne(Body body) {
        return isOpen(body) && anyParentHas(body, false);
    }

    /** Whether it implements a method of Kinglet's: then it is a function, and is called for certain. */
    boolean isKinglets(Body body) {
        return isOpen(body) && anyParentHas(body, true);
    }

    private static boolean isOpen(Body body) {
        return !body.method().flags().has(AccessFlag.STATIC)
                && !body.method().flags().has(AccessFlag.PRIVATE);
    }

    private boolean anyParentHas(Body body, boolean onlyKinglets) {
        for (String name : classes.supertypes(body.owner())) {
            ClassModel model = classes.get(name);
            List<String> parents = model == null ? List.of() : SessionClasses.parents(model);
            for (String parent : parents) {
                if (!SessionClasses.isSnippet(parent)
                        && (!onlyKinglets || parent.startsWith("dev/kinglet/"))
                        && signatures(parent).contains(body.signature())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<String> signatures(String library) {
        return signatures.computeIfAbsent(library, name -> {
            Set<String> found = new HashSet<>();
            collect(Lambdas.load(name.replace('/', '.'), classes.loader()), found);
            return found;
        });
    }

    /** Adds the methods, by name and descriptor, that an object of this class has. */
    static void collect(Class<?> type, Set<String> found) {
        for (Method method : type.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
                found.add(method.getName()
                        + java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString());
            }
        }
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, found);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), found);
        }
    }
}
