package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;

/**
 * Writes an object field by field. Kryo's own does so by {@code Unsafe} and generated classes, which JDK 24 and later warn of and which
 * cost a cold worker more than reflection does; and it leaves out the fields that javac makes for what inner classes capture.
 */
final class ObjectSerializer extends Serializer<Object> {

    private final Field[] fields;

    ObjectSerializer(Class<?> type) {
        this.fields = ObjectShape.of(type);
    }

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        try {
            for (Field field : fields) {
                FieldValues.write(kryo, output, field.getType(), field.get(object));
            }
        } catch (IllegalAccessException e) {
            throw new KryoException(e);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        Object object = kryo.newInstance(type);
        kryo.reference(object);
        try {
            for (Field field : fields) {
                field.set(object, FieldValues.read(kryo, input, field.getType()));
            }
        } catch (IllegalAccessException e) {
            throw new KryoException(e);
        }
        return object;
    }
}
