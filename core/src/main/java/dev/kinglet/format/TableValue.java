package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.Row;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a component's value of what a {@linkplain dev.kinglet.columns.Table table} has. */
interface TableValue {

    /** A whole number up to which a double holds each. */
    long MAX_EXACT = 1L << 53;

    int SHOWN_CHARACTERS = 100;

    /** The component's value, or null if it cannot have this one. */
    @Nullable
    Object convert(Object found);

    /** What a component has where the column has nothing. */
    default @Nullable Object ofNothing(RecordShape.Component component) throws MisfitException {
        if (component.raw().isPrimitive() && !component.optional()) {
            throw new MisfitException("column " + component.name() + " has no value, but component " + component.name()
                    + " is a " + component.raw() + "; declare it as an Optional, or not as a primitive");
        }
        return null;
    }

    static String shown(Object found) {
        String text = found instanceof byte[] bytes ? bytes.length + " bytes" : found.toString();
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
    }

    /**
     * The conversion to a type.
     *
     * @throws MisfitException if no column has values of it
     */
    static TableValue of(Type type, String component) throws MisfitException {
        Class<?> raw = RecordShape.raw(type);
        if (raw == Object.class) {
            return found -> found;
        }
        if (raw == byte[].class) {
            return found ->
                    found instanceof UUID identifier ? bytes(identifier) : found instanceof byte[] ? found : null;
        }
        if (raw == Map.class && type instanceof ParameterizedType map) {
            return map(of(map.getActualTypeArguments()[0], component), of(map.getActualTypeArguments()[1], component));
        }
        if (raw == List.class && type instanceof ParameterizedType list) {
            Type items = list.getActualTypeArguments()[0];
            return items instanceof ParameterizedType holder && holder.getRawType() == Optional.class
                    ? list(of(holder.getActualTypeArguments()[0], component), true)
                    : list(of(items, component), false);
        }
        if (raw == Row.class) {
            return found -> found instanceof Row ? found : null;
        }
        if (raw.isRecord()) {
            return struct(RecordShape.of(raw));
        }
        Scalar scalar = Scalar.of(raw);
        if (scalar == null) {
            throw new MisfitException(
                    "component " + component + " is a " + type.getTypeName()
                            + ", which no column holds; use a number, text, byte[], a date or time, an enum, a record or a List");
        }
        return scalar(scalar, raw);
    }

    /** @param optional whether the items are optionals */
    private static TableValue list(TableValue items, boolean optional) {
        return found -> {
            if (!(found instanceof List<?> list)) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>(list.size());
            for (Object item : list) {
                Object value = item == null ? null : items.convert(item);
                if (value == null && item != null) {
                    return null;
                }
                values.add(optional ? Optional.ofNullable(value) : value);
            }
            return values;
        };
    }

    /** Of a column's list of pairs. The last of those with the same key counts, as Parquet wants it; a map without values has none. */
    private static TableValue map(TableValue keys, TableValue values) {
        return found -> {
            if (!(found instanceof List<?> pairs)) {
                return null;
            }
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            for (Object pair : pairs) {
                if (!(pair instanceof Row row)
                        || row.values().size() > 2
                        || row.values().isEmpty()) {
                    return null;
                }
                Object key = row.values().getFirst();
                Object value = row.values().size() < 2 ? null : row.values().getLast();
                Object madeKey = key == null ? null : keys.convert(key);
                Object madeValue = value == null ? null : values.convert(value);
                if (madeKey == null || (madeValue == null && value != null)) {
                    return null;
                }
                map.put(madeKey, madeValue);
            }
            return map;
        };
    }

    private static TableValue struct(RecordShape<?> shape) throws MisfitException {
        List<RecordShape.Component> components = shape.components();
        List<TableValue> conversions = new ArrayList<>();
        for (RecordShape.Component component : components) {
            conversions.add(of(component.type(), component.name()));
        }
        return found -> {
            if (!(found instanceof Row row)) {
                return null;
            }
            try {
                return record(shape, conversions, row);
            } catch (MisfitException e) {
                return null; // the outer component's message says what was found and expected
            }
        };
    }

    private static @Nullable Object record(RecordShape<?> shape, List<TableValue> conversions, Row row)
            throws MisfitException {
        @Nullable Object[] values = new @Nullable Object[conversions.size()];
        for (int i = 0; i < values.length; i++) {
            RecordShape.Component component = shape.components().get(i);
            int place = Columns.find(row.columns(), component.name());
            Object part = place < 0 ? null : row.values().get(place);
            values[i] = part == null ? null : conversions.get(i).convert(part);
            boolean needed = component.raw().isPrimitive() && !component.optional();
            if (values[i] == null && (part != null || needed)) {
                return null;
            }
        }
        return shape.make(values);
    }

    private static TableValue scalar(Scalar scalar, Class<?> raw) {
        return switch (scalar) {
            case INT -> found -> found instanceof Long number && number.intValue() == number ? number.intValue() : null;
            case SHORT ->
                found -> found instanceof Long number && number.shortValue() == number ? number.shortValue() : null;
            case BYTE ->
                found -> found instanceof Long number && number.byteValue() == number ? number.byteValue() : null;
            case CHAR -> TableValue::character;
            case DOUBLE -> TableValue::floating;
            case FLOAT -> found -> found instanceof Double number ? single(number) : null;
            case DECIMAL ->
                found -> found instanceof Long number ? (Object) BigDecimal.valueOf(number) : same(found, raw);
            case INTEGER -> found -> found instanceof Long number ? BigInteger.valueOf(number) : null;
            case IDENTIFIER -> TableValue::identifier;
            case DURATION -> TableValue::duration;
            case CONSTANT -> found -> constant(found, raw);
            case LONG -> found -> found instanceof Long ? found : null;
            case BOOLEAN -> found -> found instanceof Boolean ? found : null;
            case STRING -> TableValue::text;
            case INSTANT, DATE, DATE_TIME, TIME -> found -> same(found, raw);
        };
    }

    private static @Nullable Object same(Object found, Class<?> raw) {
        return raw.isInstance(found) ? found : null;
    }

    private static @Nullable Object character(Object found) {
        if (found instanceof Long number && number == (char) number.longValue()) {
            return (char) number.longValue();
        }
        return found instanceof String text && text.length() == 1 ? text.charAt(0) : null;
    }

    private static @Nullable Object floating(Object found) {
        if (found instanceof Long number) {
            return Math.abs(number) <= MAX_EXACT ? number.doubleValue() : null;
        }
        return found instanceof BigDecimal decimal ? decimal.doubleValue() : found instanceof Double ? found : null;
    }

    private static @Nullable Object single(double number) {
        return (float) number == number || Double.isNaN(number) ? (float) number : null;
    }

    /** Bytes that nothing is said of are text where a component says so: old writers leave it unsaid. */
    private static @Nullable Object text(Object found) {
        if (found instanceof byte[] bytes) {
            try {
                return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
        return found instanceof UUID ? found.toString() : same(found, String.class);
    }

    private static byte[] bytes(UUID identifier) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(identifier.getMostSignificantBits())
                .putLong(identifier.getLeastSignificantBits())
                .array();
    }

    private static @Nullable Object duration(Object found) {
        try {
            return found instanceof String text ? Duration.parse(text) : same(found, Duration.class);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object identifier(Object found) {
        if (found instanceof UUID) {
            return found;
        }
        try {
            return found instanceof String text ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Object constant(Object found, Class<?> raw) {
        for (Object constant : raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(found)) {
                return constant;
            }
        }
        return null;
    }
}
