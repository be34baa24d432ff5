package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Writes a record component by component, from its fields: an accessor may be overridden to say something else. */
final class RecordSerializer extends Serializer<Object> {

    private final Field[] fields;
    private final Constructor<?> constructor;

    RecordSerializer(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        fields = new Field[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                fields[i] = type.getDeclaredField(components[i].getName());
            }
            constructor = type.getDeclaredConstructor(types);
        } catch (ReflectiveOperationException e) {
            throw new KryoException(e);
        }
        ObjectShape.open(type, fields);
        constructor.setAccessible(true);
    }

    @Override
    public void write(Kryo kryo, Output output, Object record) {
        try {
            for (Field field : fields) {
                FieldValues.write(kryo, output, field.getType(), field.get(record));
            }
        } catch (IllegalAccessException e) {
            throw new KryoException(e);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = FieldValues.read(kryo, input, fields[i].getType());
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new UndecodableException(
                    "record " + type.getName() + " refuses its own components: " + e.getCause(), null, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new KryoException(e);
        }
    }
}
