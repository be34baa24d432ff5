package dev.kinglet.columns;

import java.util.Locale;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;

/** The names of Arrow's types, as messages give them. */
final class ForeignTypes {

    private ForeignTypes() {}

    static String name(Field field) {
        return (field.dictionary() == null ? "" : "dictionary of ") + plain(field);
    }

    private static String plain(Field field) {
        if (field.typeType() == Type.Int) {
            Int type = (Int) field.type(new Int());
            return (type.isSigned() ? "int" : "uint") + type.bitWidth();
        }
        if (field.typeType() == Type.Timestamp) {
            return ((Timestamp) field.type(new Timestamp())).timezone() == null
                    ? "timestamp without a time zone"
                    : "timestamp with a time zone";
        }
        return Type.name(field.typeType()).replace("_", "").toLowerCase(Locale.ROOT);
    }
}
