package dev.kinglet.closure;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which fields make up an object: in every class of its hierarchy those that are neither static nor transient, in a fixed order. */
final class ObjectShape {

    private ObjectShape() {}

    /** The fields of {@code type} and its superclasses, down to the first class of the JDK, accessible; the superclasses' first. */
    static Field[] of(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        collect(type, fields);
        Field[] shape = fields.toArray(new Field[0]);
        open(type, shape);
        return shape;
    }

    /** Makes the fields accessible. */
    static void open(Class<?> type, Field[] fields) {
        try {
            AccessibleObject.setAccessible(fields, true);
        } catch (InaccessibleObjectException e) {
            throw new RefusedException(
                    null,
                    type,
                    "whose module " + type.getModule().getName() + " does not open its package. Add `opens "
                            + type.getPackageName() + ";` to its module-info.");
        }
    }

    private static void collect(Class<?> type, List<Field> fields) {
        if (Form.isOfTheJdk(type)) {
            return;
        }
        collect(type.getSuperclass(), fields);
        fields.addAll(fieldsOf(type));
    }

    /** The fields that {@code type} itself declares. */
    static List<Field> fieldsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                .sorted(Comparator.comparing(Field::getName))
                .toList();
    }
}
