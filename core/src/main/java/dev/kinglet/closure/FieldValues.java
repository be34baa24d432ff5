package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/** The value of a field or record component: primitives bare, objects with their class. */
final class FieldValues {

    private FieldValues() {}

    static void write(Kryo kryo, Output output, Class<?> declared, @Nullable Object value) {
        if (!declared.isPrimitive()) {
            kryo.writeClassAndObject(output, value);
            return;
        }
        if (value instanceof Integer number) {
            output.writeVarInt(number, false);
        } else if (value instanceof Long number) {
            output.writeVarLong(number, false);
        } else if (value instanceof Double number) {
            output.writeDouble(number);
        } else if (value instanceof Boolean flag) {
            output.writeBoolean(flag);
        } else if (value instanceof Float number) {
            output.writeFloat(number);
        } else if (value instanceof Byte number) {
            output.writeByte(number);
        } else if (value instanceof Short number) {
            output.writeShort(number);
        } else if (value instanceof Character letter) {
            output.writeChar(letter);
        }
    }

    static @Nullable Object read(Kryo kryo, Input input, Class<?> declared) {
        if (!declared.isPrimitive()) {
            return kryo.readClassAndObject(input);
        }
        return switch (declared.getName()) {
            case "int" -> input.readVarInt(false);
            case "long" -> input.readVarLong(false);
            case "double" -> input.readDouble();
            case "boolean" -> input.readBoolean();
            case "float" -> input.readFloat();
            case "byte" -> input.readByte();
            case "short" -> input.readShort();
            default -> input.readChar();
        };
    }
}
