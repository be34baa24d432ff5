package dev.kinglet.equality;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classes with a {@code hashCode} of the user's: what it reaches decides whether it can be called, copied, or not be relied on. */
final class OwnHashCode {

    private static final MethodType OF_OBJECT = MethodType.methodType(int.class, Object.class);

    private OwnHashCode() {}

    static HashKind of(Class<?> type) {
        try {
            return judged(type);
        } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
            // A class file that is beyond us, a module that is closed, or a library that is not there.
            return new HashKind.Opaque("cannot be read (" + e + ")", false);
        }
    }

    private static HashKind judged(Class<?> type) throws ReflectiveOperationException {
        Method hashCode = Methods.implementation(type, "hashCode", "()I");
        if (hashCode == null) {
            throw new AssertionError("every class has hashCode()");
        }
        HashReach reach = HashReach.of(type, hashCode);
        if (reach.identity() != null) {
            return new HashKind.Refused("a key of class " + type.getName()
                    + " cannot be found again in another process, for its hashCode " + reach.identity()
                    + ", which is another one there; make hashCode of what equals compares, or use a record");
        }
        String stale = staleEquality(type);
        if (stale != null) {
            return new HashKind.Refused("a key of class " + type.getName()
                    + " cannot be compared across processes, for its equals compares the field " + stale
                    + ", which holds a hash code that is another one in each process; make the field transient, or leave it"
                    + " out of equals");
        }
        boolean keepsHash = reach.read().stream().anyMatch(KeptHashes::mayBe);
        if (reach.unknown() != null) {
            return new HashKind.Opaque("has a hashCode that " + reach.unknown(), !keepsHash);
        }
        if (!reach.hashesObjects() && !keepsHash) {
            return BuiltIn.OWN;
        }
        for (Method method : reach.methods()) {
            MethodCopy.of(method);
        }
        return new Copied(MethodCopy.of(hashCode).asType(OF_OBJECT));
    }

    /** A field with a hash code that arrives from the process in which it was computed, and that {@code equals} looks at, or null. */
    private static @Nullable String staleEquality(Class<?> type) {
        Method equals = Methods.implementation(type, "equals", "(Ljava/lang/Object;)Z");
        Set<Field> read =
                equals == null ? Set.of() : HashReach.ofOriginal(type, equals).read();
        return read.stream()
                .filter(field -> !Modifier.isTransient(field.getModifiers()) && KeptHashes.isOne(field))
                .map(Field::getName)
                .findFirst()
                .orElse(null);
    }
}
