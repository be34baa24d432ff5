package dev.kinglet.format;

import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.RecordAccess;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record class: its components as the formats see them. */
final class RecordShape<T> {

    /**
     * A component of a record class.
     *
     * @param name its name
     * @param type its type, or what its {@link Optional} holds
     * @param scalar its kind, or null where it is no scalar or that depends on the value
     * @param optional whether it is an {@link Optional}
     * @param access reads it
     * @param index its place among the components
     */
    record Component(
            String name, Type type, @Nullable Scalar scalar, boolean optional, RecordAccess access, int index) {

        /** The class of its type, without parameters. */
        Class<?> raw() {
            return RecordShape.raw(type);
        }

        /** Its value in a record, which for an {@link Optional} is what that holds, or null. */
        @Nullable
        Object value(Object record) {
            Object value = access.get(record, index);
            return value instanceof Optional<?> holder && optional ? holder.orElse(null) : value;
        }
    }

    private final Class<T> type;
    private final RecordAccess access;
    private final List<Component> components;

    private RecordShape(Class<T> type, RecordAccess access, List<Component> components) {
        this.type = type;
        this.access = access;
        this.components = components;
    }

    static <T> RecordShape<T> of(Class<T> type) {
        RecordAccess access = RecordAccess.required(type);
        RecordComponent[] declared = type.getRecordComponents();
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < declared.length; i++) {
            components.add(component(access, i, declared[i].getName(), declared[i].getGenericType()));
        }
        return new RecordShape<>(type, access, List.copyOf(components));
    }

    private static Component component(RecordAccess access, int index, String name, Type declared) {
        boolean optional = declared instanceof ParameterizedType holder && holder.getRawType() == Optional.class;
        Type type = optional ? ((ParameterizedType) declared).getActualTypeArguments()[0] : declared;
        return new Component(name, type, Scalar.of(raw(type)), optional, access, index);
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
            return type.cast(access.make(values));
        } catch (ColumnsException e) {
            throw new MisfitException("the constructor of " + name() + " refuses it: " + e.getCause());
        }
    }
}
