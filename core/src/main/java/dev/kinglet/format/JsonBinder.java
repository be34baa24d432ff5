package dev.kinglet.format;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Makes a value of one type from JSON. */
abstract class JsonBinder {

    /** The binder for a type. */
    static JsonBinder of(Type type) throws MisfitException {
        return of(type, new HashMap<>());
    }

    /** @param made those for records that the type is a part of: a record may hold others of its own class */
    static JsonBinder of(Type type, Map<Class<?>, JsonBinder> made) throws MisfitException {
        Class<?> raw = RecordShape.raw(type);
        if (raw.isRecord()) {
            JsonBinder known = made.get(raw);
            return known != null ? known : new ToRecord(RecordShape.of(raw), made);
        }
        Scalar scalar = Scalar.of(raw);
        if (scalar != null) {
            return new ToScalar(scalar, raw);
        }
        if (raw == List.class || raw == Collection.class) {
            return new ToList(of(parameter(type, 0), made));
        }
        if (raw == Optional.class) {
            return new ToOptional(of(parameter(type, 0), made));
        }
        if (raw == Map.class) {
            if (parameter(type, 0) != String.class && type != Map.class) {
                throw new MisfitException(type.getTypeName() + " has keys that are no String");
            }
            return new ToMap(of(parameter(type, 1), made));
        }
        if (raw == Object.class) {
            return new ToAnything();
        }
        throw new MisfitException(
                type.getTypeName() + " is nothing that JSON can be read as; expected a record, List, Map,"
                        + " primitive type, String, an enum, a type of java.time or java.math, or an Optional of one");
    }

    private static Type parameter(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    /** The value whose first token the parser is at. Leaves it at the last. */
    abstract @Nullable Object read(JsonInput input) throws MisfitException;

    private static MisfitException unexpected(JsonInput input, String expected) {
        JsonToken token = input.parser().currentToken();
        String found = token == JsonToken.START_OBJECT
                ? "an object"
                : token == JsonToken.START_ARRAY ? "an array" : shown(input.parser(), token);
        return new MisfitException(found + ", expected " + expected);
    }

    private static String shown(JsonParser parser, JsonToken token) {
        String text = parser.getString();
        return token == JsonToken.VALUE_STRING ? "\"" + text + "\"" : text;
    }

    private static MisfitException twice() {
        return new MisfitException("two values: it is there twice");
    }

    private static boolean isNull(JsonInput input) {
        return input.parser().currentToken() == JsonToken.VALUE_NULL;
    }

    private static final class ToRecord extends JsonBinder {

        private final RecordShape<?> shape;
        private final Map<String, Integer> places = new HashMap<>();
        private final List<JsonBinder> binders = new ArrayList<>();

        ToRecord(RecordShape<?> shape, Map<Class<?>, JsonBinder> made) throws MisfitException {
            this.shape = shape;
            made.put(shape.type(), this);
            for (RecordShape.Component component : shape.components()) {
                if (component.optional() && component.raw() == Optional.class) {
                    throw new MisfitException("component " + component.name() + " of " + shape.name()
                            + " is an Optional of an Optional, of which JSON cannot tell which one is empty");
                }
                places.put(component.name(), binders.size());
                binders.add(of(component.type(), made));
            }
        }

        @Override
        @Nullable
        Object read(JsonInput input) throws MisfitException {
            if (isNull(input)) {
                return null;
            }
            JsonParser parser = input.parser();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw unexpected(input, "an object for " + shape.name());
            }
            @Nullable Object[] values = new Object[binders.size()];
            boolean[] found = new boolean[values.length];
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                Integer place = places.get(name);
                parser.nextToken();
                if (place == null) {
                    parser.skipChildren();
                } else {
                    input.enter(name);
                    if (found[place]) {
                        throw twice();
                    }
                    found[place] = true;
                    values[place] = member(input, place);
                    input.leave();
                }
            }
            for (int i = 0; i < found.length; i++) {
                if (!found[i] && !shape.components().get(i).optional()) {
                    throw new MisfitException(
                            "no member " + shape.components().get(i).name() + ", expected one for " + shape.name()
                                    + "; where it may be missing the component is an Optional");
                }
            }
            return shape.make(values);
        }

        private @Nullable Object member(JsonInput input, int place) throws MisfitException {
            RecordShape.Component component = shape.components().get(place);
            if (isNull(input) && component.raw().isPrimitive()) {
                throw unexpected(input, "a value; where it may be null the component is an Optional");
            }
            return isNull(input) ? null : binders.get(place).read(input);
        }
    }

    private static final class ToScalar extends JsonBinder {

        private final Scalar scalar;
        private final Class<?> raw;
        private final boolean fractional;
        private final boolean whole;

        ToScalar(Scalar scalar, Class<?> raw) {
            this.scalar = scalar;
            this.raw = raw;
            this.fractional = scalar == Scalar.DOUBLE || scalar == Scalar.FLOAT || scalar == Scalar.DECIMAL;
            this.whole = scalar == Scalar.INT
                    || scalar == Scalar.LONG
                    || scalar == Scalar.SHORT
                    || scalar == Scalar.BYTE
                    || scalar == Scalar.INTEGER;
        }

        @Override
        @Nullable
        Object read(JsonInput input) throws MisfitException {
            JsonToken token = input.parser().currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            boolean fits;
            if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                fits = whole || fractional;
            } else if (token == JsonToken.VALUE_STRING) {
                // What JSON has no number for is written as text.
                fits = !whole
                        && scalar != Scalar.BOOLEAN
                        && (!fractional || isNoNumber(input.parser().getString()));
            } else {
                fits = scalar == Scalar.BOOLEAN && (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
            }
            if (!fits) {
                throw unexpected(input, scalar.expected(raw));
            }
            return scalar.parse(input.parser().getString(), raw);
        }

        private static boolean isNoNumber(String text) {
            return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
        }
    }

    private static final class ToList extends JsonBinder {

        private final JsonBinder element;

        ToList(JsonBinder element) {
            this.element = element;
        }

        @Override
        @Nullable
        Object read(JsonInput input) throws MisfitException {
            if (isNull(input)) {
                return null;
            }
            if (input.parser().currentToken() != JsonToken.START_ARRAY) {
                throw unexpected(input, "an array");
            }
            List<@Nullable Object> list = new ArrayList<>();
            while (input.parser().nextToken() != JsonToken.END_ARRAY) {
                input.enter(Integer.toString(list.size()));
                list.add(element.read(input));
                input.leave();
            }
            return list;
        }
    }

    /** An element or a value of a map that may be missing. A record takes its own components out of theirs. */
    private static final class ToOptional extends JsonBinder {

        private final JsonBinder held;

        ToOptional(JsonBinder held) throws MisfitException {
            if (held instanceof ToOptional) {
                throw new MisfitException("an Optional of an Optional, of which JSON cannot tell which one is empty");
            }
            this.held = held;
        }

        @Override
        Object read(JsonInput input) throws MisfitException {
            return isNull(input) ? Optional.empty() : Optional.ofNullable(held.read(input));
        }
    }

    private static final class ToMap extends JsonBinder {

        private final JsonBinder value;

        ToMap(JsonBinder value) {
            this.value = value;
        }

        @Override
        @Nullable
        Object read(JsonInput input) throws MisfitException {
            if (isNull(input)) {
                return null;
            }
            if (input.parser().currentToken() != JsonToken.START_OBJECT) {
                throw unexpected(input, "an object");
            }
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (String name = input.parser().nextName();
                    name != null;
                    name = input.parser().nextName()) {
                input.parser().nextToken();
                input.enter(name);
                if (map.containsKey(name)) {
                    throw twice();
                }
                map.put(name, value.read(input));
                input.leave();
            }
            return map;
        }
    }

    /** Whatever stands there, in the JDK's types. */
    private static final class ToAnything extends JsonBinder {

        private final JsonBinder list = new ToList(this);
        private final JsonBinder map = new ToMap(this);

        @Override
        @Nullable
        Object read(JsonInput input) throws MisfitException {
            JsonParser parser = input.parser();
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                return map.read(input);
            }
            if (token == JsonToken.START_ARRAY) {
                return list.read(input);
            }
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            }
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                return fraction(parser.getString());
            }
            if (token == JsonToken.VALUE_STRING) {
                return parser.getString();
            }
            return token == JsonToken.VALUE_NULL ? null : (Object) (token == JsonToken.VALUE_TRUE);
        }

        /** A Double, unless that would lose digits. */
        private static Object fraction(String text) throws MisfitException {
            try {
                double value = Double.parseDouble(text);
                return Numbers.keeps(text, value) ? (Object) value : new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new MisfitException(text + ", expected a number with a smaller exponent");
            }
        }
    }
}
