package dev.kinglet.columns;

import dev.kinglet.Pair;
import dev.kinglet.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Takes records of one class apart and makes them, private and local ones too. Components are read from the fields: an accessor may be
 * overridden to say something else.
 */
public abstract class RecordAccess {

    /** The columns of rows. */
    static final RecordAccess OF_ROWS = new OfRows();

    private RecordAccess() {}

    /** The access to a record class, or null where it cannot be opened or found again by its name. */
    static @Nullable RecordAccess of(Class<?> type) {
        if (type == Pair.class) {
            return new OfPair();
        }
        return type.isHidden() ? null : Reflective.open(type);
    }

    /** @throws IllegalArgumentException if it cannot be opened */
    public static RecordAccess required(Class<?> type) {
        RecordAccess access = of(type);
        if (access == null) {
            throw new IllegalArgumentException(type.getName() + " cannot be taken apart");
        }
        return access;
    }

    /** The value of a component. */
    public abstract @Nullable Object get(Object row, int component);

    /**
     * A record of these components.
     *
     * @throws ColumnsException if its constructor refuses them, which is the cause
     */
    public abstract Object make(@Nullable Object[] components);

    private static final class OfRows extends RecordAccess {
        @Override
        public @Nullable Object get(Object row, int component) {
            return ((Row) row).values().get(component);
        }

        @Override
        public Object make(@Nullable Object[] components) {
            throw new UnsupportedOperationException("rows are made where their columns are known");
        }
    }

    private static final class OfPair extends RecordAccess {
        @Override
        public @Nullable Object get(Object row, int component) {
            Pair<?, ?> pair = (Pair<?, ?>) row;
            return component == 0 ? pair.key() : pair.value();
        }

        @Override
        public Object make(@Nullable Object[] components) {
            return new Pair<@Nullable Object, @Nullable Object>(components[0], components[1]);
        }
    }

    private static final class Reflective extends RecordAccess {
        private final Class<?> type;
        private final Field[] fields;
        private final Constructor<?> constructor;

        private Reflective(Class<?> type, Field[] fields, Constructor<?> constructor) {
            this.type = type;
            this.fields = fields;
            this.constructor = constructor;
        }

        static @Nullable RecordAccess open(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Field[] fields = new Field[components.length];
            try {
                for (int i = 0; i < components.length; i++) {
                    types[i] = components[i].getType();
                    fields[i] = type.getDeclaredField(components[i].getName());
                    if (!fields[i].trySetAccessible()) {
                        return null;
                    }
                }
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                return constructor.trySetAccessible() ? new Reflective(type, fields, constructor) : null;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("every record has its fields and constructor: " + type.getName(), e);
            }
        }

        @Override
        public @Nullable Object get(Object row, int component) {
            try {
                return fields[component].get(row);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object make(@Nullable Object[] components) {
            try {
                return constructor.newInstance(components);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Error error) {
                    throw error; // out of memory, say, which is nothing that a row could be passed over for
                }
                throw new ColumnsException(
                        "record " + type.getName() + " refuses its own components: " + e.getCause(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
