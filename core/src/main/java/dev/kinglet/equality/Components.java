package dev.kinglet.equality;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * A record that is equal by its components. They are read from the fields, as its {@code equals} does: an accessor may be written to say
 * something else.
 */
final class Components implements HashKind {

    private final Field[] fields;

    private Components(Field[] fields) {
        this.fields = fields;
    }

    /** How records of this class are hashed, or null where they cannot be opened. */
    static @Nullable Components of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Field[] fields = new Field[components.length];
        try {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = type.getDeclaredField(components[i].getName());
                if (!fields[i].trySetAccessible()) {
                    return null;
                }
            }
        } catch (NoSuchFieldException e) {
            throw new AssertionError("every component has its field", e);
        }
        return new Components(fields);
    }

    /** Whether the types of its components leave no doubt about their equality. */
    boolean areValues() {
        for (Field field : fields) {
            Class<?> type = field.getType();
            if (!type.isPrimitive() && !type.isEnum() && !StableClasses.hashesContents(type)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int code(Object key) {
        int hash = 0;
        for (Field field : fields) {
            hash = BuiltIn.FACTOR * hash + StableHash.codeOrZero(get(field, key));
        }
        return hash;
    }

    @Override
    public long wide(Object key) {
        long hash = 0;
        for (Field field : fields) {
            hash = KeyHash.mix(hash) + KeyHash.wideOrZero(get(field, key));
        }
        return hash;
    }

    private static @Nullable Object get(Field field, Object key) {
        try {
            return field.get(key);
        } catch (IllegalAccessException e) {
            throw new AssertionError("it was made accessible", e);
        }
    }
}
