package dev.kinglet.columns;

import dev.kinglet.Row;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the shape of a column: from the declared type where it says enough, else from the first value. */
final class Shapes {

    /** Deeper nesting goes to Kryo: each level costs every row a slot. */
    private static final int MAX_DEPTH = 16;

    private static final Map<Class<?>, Kind> LEAVES = Map.ofEntries(
            Map.entry(boolean.class, Kind.BOOLEAN),
            Map.entry(Boolean.class, Kind.BOOLEAN),
            Map.entry(byte.class, Kind.BYTE),
            Map.entry(Byte.class, Kind.BYTE),
            Map.entry(short.class, Kind.SHORT),
            Map.entry(Short.class, Kind.SHORT),
            Map.entry(char.class, Kind.CHARACTER),
            Map.entry(Character.class, Kind.CHARACTER),
            Map.entry(int.class, Kind.INTEGER),
            Map.entry(Integer.class, Kind.INTEGER),
            Map.entry(long.class, Kind.LONG),
            Map.entry(Long.class, Kind.LONG),
            Map.entry(float.class, Kind.FLOAT),
            Map.entry(Float.class, Kind.FLOAT),
            Map.entry(double.class, Kind.DOUBLE),
            Map.entry(Double.class, Kind.DOUBLE),
            Map.entry(String.class, Kind.STRING),
            Map.entry(byte[].class, Kind.BYTES),
            Map.entry(Instant.class, Kind.INSTANT),
            Map.entry(LocalDate.class, Kind.DATE),
            Map.entry(LocalDateTime.class, Kind.DATE_TIME),
            Map.entry(LocalTime.class, Kind.TIME),
            Map.entry(Duration.class, Kind.DURATION));

    /** The lists that come back as an {@link ArrayList} without anybody noticing; others are left to Kryo, which keeps their class. */
    private static final Set<Class<?>> PLAIN_LISTS =
            Set.of(ArrayList.class, List.of().getClass(), List.of(1).getClass());

    static final Shapes OUTERMOST = new Shapes(List.of(), false);

    /** Of files for others, to whom the parts of a {@link Row} are columns, and no lists of names and values. */
    private static final Shapes OF_TABLE = new Shapes(List.of(), true);

    /** The records and lists around the one that is looked at: a record that contains itself has no finite shape. */
    private final List<Class<?>> around;

    private final boolean ofTable;

    private Shapes(List<Class<?>> around, boolean ofTable) {
        this.around = around;
        this.ofTable = ofTable;
    }

    /** The shape that fits this value. */
    static Shape of(String name, @Nullable Object value) {
        return OUTERMOST.find(name, Object.class, value);
    }

    /** The shape that fits this value in a file for others. */
    static Shape ofTable(String name, Object value) {
        return OF_TABLE.find(name, Object.class, value);
    }

    static @Nullable Kind leaf(Class<?> type) {
        return LEAVES.get(type);
    }

    static boolean isPlainList(Object value) {
        return PLAIN_LISTS.contains(value.getClass());
    }

    Shape find(String name, Type declared, @Nullable Object value) {
        Type raw = declared instanceof ParameterizedType generic ? generic.getRawType() : declared;
        Class<?> type = raw instanceof Class<?> plain && says(plain) ? plain : value == null ? null : value.getClass();
        if (type == null) {
            return Shape.nothing(name, this);
        }
        Kind leaf = LEAVES.get(type);
        if (leaf != null) {
            return Shape.leaf(name, leaf);
        }
        if (type == BigDecimal.class && value instanceof BigDecimal number) {
            return new Shape(name, Kind.DECIMAL, null, number.scale(), List.of());
        }
        if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
            Class<?> constants = type.isEnum() ? type : type.getSuperclass();
            return new Shape(name, Kind.ENUM, constants, 0, List.of());
        }
        if (type == Optional.class) {
            if (!around.isEmpty() && around.getLast() == Optional.class) {
                return Shape.leaf(name, Kind.ANY); // one null cannot say which of the two is empty
            }
            Object inner = value instanceof Optional<?> optional ? optional.orElse(null) : null;
            Shape child = inside(Optional.class).find(name, argument(declared), inner);
            return new Shape(name, Kind.OPTIONAL, null, 0, List.of(child));
        }
        if (around.size() >= MAX_DEPTH) {
            return Shape.leaf(name, Kind.ANY);
        }
        if (type == List.class || PLAIN_LISTS.contains(type)) {
            Shape items = inside(List.class).find("item", argument(declared), first(value));
            return new Shape(name, Kind.LIST, null, 0, List.of(items));
        }
        if (ofTable && value instanceof Row row) {
            return row(name, row);
        }
        return type.isRecord() ? record(name, type, value) : Shape.leaf(name, Kind.ANY);
    }

    private Shapes inside(Class<?> type) {
        List<Class<?>> types = new ArrayList<>(around);
        types.add(type);
        return new Shapes(types, ofTable);
    }

    /** Whether the declared type alone says what the values are: a decimal's says nothing of the scale. */
    private boolean says(Class<?> declared) {
        return LEAVES.containsKey(declared)
                || (declared.isRecord() && !(ofTable && declared == Row.class))
                || declared.isEnum()
                || declared == Optional.class
                || declared == List.class;
    }

    private static Type argument(Type declared) {
        return declared instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static @Nullable Object first(@Nullable Object value) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element != null) {
                    return element;
                }
            }
        }
        return null;
    }

    private Shape row(String name, Row row) {
        Shapes inside = inside(Row.class);
        List<Shape> children = new ArrayList<>();
        for (int i = 0; i < row.columns().size(); i++) {
            children.add(
                    inside.find(row.columns().get(i), Object.class, row.values().get(i)));
        }
        return new Shape(name, Kind.ROW, Row.class, 0, children);
    }

    private Shape record(String name, Class<?> type, @Nullable Object value) {
        RecordAccess access = around.contains(type) ? null : RecordAccess.of(type);
        if (access == null) {
            return Shape.leaf(name, Kind.ANY);
        }
        Object known = type.isInstance(value) ? value : null;
        Shapes inside = inside(type);
        List<Shape> children = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            children.add(inside.find(
                    components[i].getName(),
                    components[i].getGenericType(),
                    known == null ? null : access.get(known, i)));
        }
        return new Shape(name, Kind.RECORD, type, 0, children);
    }
}
