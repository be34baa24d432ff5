package dev.kinglet.format;

import dev.kinglet.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A line of JSON for each record. */
final class JsonLinesWriter extends StreamWriter<Object> {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .rootValueSeparator("\n")
            .build();

    private final JsonGenerator generator;
    private final Map<Class<?>, RecordShape<?>> shapes = new HashMap<>();
    private boolean any;

    JsonLinesWriter(OutputStream stream) {
        super(stream);
        this.generator = FACTORY.createGenerator(ObjectWriteContext.empty(), stream);
    }

    /** One value, without an end of line. */
    static byte[] bytes(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonLinesWriter writer = new JsonLinesWriter(bytes);
        writer.value(value);
        writer.generator.close();
        return bytes.toByteArray();
    }

    @Override
    void write(Object item, OutputStream to) {
        value(item);
        any = true;
    }

    @Override
    void end(OutputStream to) throws IOException {
        generator.close();
        if (any) {
            to.write('\n');
        }
    }

    @SuppressWarnings("IfChainToSwitch") // a switch over types takes a cold worker 30 ms
    private void value(@Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Row row) {
            generator.writeStartObject();
            for (int i = 0; i < row.columns().size(); i++) {
                member(row.columns().get(i), row.values().get(i));
            }
            generator.writeEndObject();
        } else if (value instanceof Record) {
            record(value);
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((key, of) -> member(name(key), of));
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> elements) {
            generator.writeStartArray();
            elements.forEach(this::value);
            generator.writeEndArray();
        } else {
            other(value);
        }
    }

    private void other(Object value) {
        if (value instanceof Map.Entry<?, ?> pair) {
            generator.writeStartObject();
            member("key", pair.getKey());
            member("value", pair.getValue());
            generator.writeEndObject();
        } else if (value instanceof Optional<?> holder) {
            value(held(holder));
        } else if (value instanceof Enum<?> constant) {
            generator.writeString(constant.name());
        } else if (Scalar.of(value.getClass()) != null) {
            text(value.toString());
        } else {
            throw unfit(value);
        }
    }

    /** An empty Optional is null; within another one it would be taken for that. */
    private static @Nullable Object held(Optional<?> holder) {
        Object held = holder.orElse(null);
        if (held instanceof Optional) {
            throw new IllegalArgumentException(
                    "an Optional holds an Optional, of which JSON cannot tell which one is empty; make them one first");
        }
        return held;
    }

    /** What is half of a character has no bytes, and is written by its number. */
    private void text(String text) {
        if (isWhole(text)) {
            generator.writeString(text);
        } else {
            generator.writeRawValue(escaped(text));
        }
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            escaped.append(String.format("\\u%04x", (int) text.charAt(i)));
        }
        return escaped.append('"').toString();
    }

    @SuppressWarnings("IfChainToSwitch") // a switch over types takes a cold worker 30 ms
    private void number(Number number) {
        if (number instanceof Double value) {
            generator.writeNumber(value);
        } else if (number instanceof Float value) {
            generator.writeNumber(value);
        } else if (number instanceof BigDecimal || number instanceof BigInteger) {
            large(number.toString());
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            generator.writeNumber(number.longValue());
        } else {
            throw unfit(number);
        }
    }

    private void large(String digits) {
        if (digits.length() > JsonInput.MAX_NUMBER_CHARACTERS) {
            throw new IllegalArgumentException("a number has " + digits.length() + " characters, more than the "
                    + JsonInput.MAX_NUMBER_CHARACTERS + " that are read back; write it as text");
        }
        generator.writeNumber(digits);
    }

    private static IllegalArgumentException unfit(Object value) {
        return new IllegalArgumentException("a value is of " + value.getClass().getName()
                + ", which has no form in JSON; map the dataset to records of simple values, lists and maps first");
    }

    private static String name(@Nullable Object key) {
        if (key == null) {
            throw new IllegalArgumentException("a map has the key null, which has no form in JSON");
        }
        return WritableText.checked(key.toString(), "the key of a map");
    }

    private void member(String name, @Nullable Object value) {
        generator.writeName(name);
        value(value);
    }

    private void record(Object record) {
        generator.writeStartObject();
        for (RecordShape.Component component :
                shapes.computeIfAbsent(record.getClass(), RecordShape::of).components()) {
            Object value = component.value(record);
            if (value instanceof Optional && component.optional()) {
                held(Optional.of(value));
            }
            if (value != null || !component.optional()) {
                member(component.name(), value);
            }
        }
        generator.writeEndObject();
    }
}
