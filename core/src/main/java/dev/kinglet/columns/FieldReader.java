package dev.kinglet.columns;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.jspecify.annotations.Nullable;

/** Arrow's fields, as {@link FieldWriter} wrote them, as shapes. */
final class FieldReader {

    private static final String OPTIONAL = Kind.OPTIONAL + " ";

    private final ClassLoader loader;

    FieldReader(ClassLoader loader) {
        this.loader = loader;
    }

    Shape shape(Field field) {
        String kind = kind(field);
        if (kind == null) {
            throw new ColumnsException("column " + field.name() + " says nothing of its Java type:"
                    + " these are Arrow columns, but not rows that Kinglet wrote");
        }
        return shape(field, kind);
    }

    private Shape shape(Field field, String description) {
        if (description.startsWith(OPTIONAL)) {
            Shape inside = shape(field, description.substring(OPTIONAL.length()));
            return new Shape(field.name(), Kind.OPTIONAL, null, 0, List.of(inside));
        }
        int space = description.indexOf(' ');
        Kind kind = Kind.valueOf(space < 0 ? description : description.substring(0, space));
        Class<?> type = space < 0 ? null : load(description.substring(space + 1));
        List<Shape> children = new ArrayList<>();
        for (int i = 0; i < field.childrenLength(); i++) {
            children.add(shape(field.children(i)));
        }
        return new Shape(field.name(), kind, type, kind == Kind.DECIMAL ? scale(field) : 0, children);
    }

    private static @Nullable String kind(Field field) {
        for (int i = 0; i < field.customMetadataLength(); i++) {
            if (Ipc.KIND_KEY.equals(field.customMetadata(i).key())) {
                return field.customMetadata(i).value();
            }
        }
        return null;
    }

    private static int scale(Field field) {
        return ((Decimal) field.type(new Decimal())).scale();
    }

    private Class<?> load(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (!type.isRecord() && !type.isEnum()) {
                // What a class does when it is initialised is not for a column to set off.
                throw new ColumnsException("class " + name + " has no columns: it is neither a record nor an enum");
            }
            return type;
        } catch (ClassNotFoundException e) {
            throw new ColumnsException("rows of class " + name + " cannot be read: the class is missing", e);
        }
    }
}
