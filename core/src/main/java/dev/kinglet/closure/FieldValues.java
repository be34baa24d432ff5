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
        switch (value) {
            case Integer number -> output.writeVarInt(number, false);
            case Long number -> output.writeVarLong(number, false);
            case Double number -> output.writeDouble(number);
            case Boolean flag -> output.writeBoolean(flag);
            case Float number -> output.writeFloat(number);
            case Byte number -> output.writeByte(number);
            case Short number -> output.writeShort(number);
            case Character letter -> output.writeChar(letter);
            case null, default -> throw new IllegalStateException(declared + " holds " + value);
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
