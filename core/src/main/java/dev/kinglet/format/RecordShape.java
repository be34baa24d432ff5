package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record class: what it is made of, and how it is made and taken apart. */
final class RecordShape<T> {

    /**
     * A component of a record class.
     *
     * @param name its name
     * @param type its type, or what its {@link Optional} holds
     * @param scalar its kind, or null where it is no scalar or that depends on the value
     * @param optional whether it is an {@link Optional}
     * @param accessor reads it
     */
    record Component(String name, Type type, @Nullable Scalar scalar, boolean optional, Method accessor) {

        /** The class of its type, without parameters. */
        Class<?> raw() {
            return RecordShape.raw(type);
        }

        /** Its value in a record, which for an {@link Optional} is what that holds, or null. */
        @Nullable
        Object value(Object record) {
            try {
                Object value = accessor.invoke(record);
                return value instanceof Optional<?> holder && optional ? holder.orElse(null) : value;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "component " + name + " of " + record.getClass().getName() + " cannot be read: " + e, e);
            }
        }
    }

    private final Class<T> type;
    private final Constructor<T> constructor;
    private final List<Component> components;

    private RecordShape(Class<T> type, Constructor<T> constructor, List<Component> components) {
        this.type = type;
        this.constructor = constructor;
        this.components = components;
    }

    static <T> RecordShape<T> of(Class<T> type) {
        RecordComponent[] declared = type.getRecordComponents();
        Class<?>[] types = new Class<?>[declared.length];
        Component[] components = new Component[declared.length];
        for (int i = 0; i < declared.length; i++) {
            types[i] = declared[i].getType();
            Method accessor = declared[i].getAccessor();
            // The class may be local, or private to the user's program.
            accessor.setAccessible(true);
            components[i] = component(declared[i].getName(), declared[i].getGenericType(), accessor);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape<>(type, constructor, List.of(components));
        } catch (NoSuchMethodException e) {
            throw new UndecodableException("record " + type.getName() + " has no canonical constructor", null, e);
        }
    }

    private static Component component(String name, Type declared, Method accessor) {
        boolean optional = declared instanceof ParameterizedType holder && holder.getRawType() == Optional.class;
        Type type = optional ? ((ParameterizedType) declared).getActualTypeArguments()[0] : declared;
        return new Component(name, type, Scalar.of(raw(type)), optional, accessor);
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> plain) {
            return plain;
        }
        return Object.class;
    }

    Class<T> type() {
        return type;
    }

    List<Component> components() {
        return components;
    }

    String name() {
        return type.getSimpleName();
    }

    /**
     * A record of these values.
     *
     * @param values one for each component; for one that is optional, what it holds or null
     * @throws MisfitException if the record's constructor refuses them
     */
    T make(@Nullable Object[] values) throws MisfitException {
        for (int i = 0; i < values.length; i++) {
            if (components.get(i).optional()) {
                values[i] = Optional.ofNullable(values[i]);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new MisfitException("the constructor of " + name() + " refuses it: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new UndecodableException("record " + type.getName() + " cannot be made: " + e, null, e);
        }
    }
}
