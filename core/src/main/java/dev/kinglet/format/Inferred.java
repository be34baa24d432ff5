package dev.kinglet.format;

import java.util.List;

/** The types that a column of CSV is taken for where nobody has named one. A value is of one only if nothing of its text is lost. */
final class Inferred {

    /** From the narrowest to the widest; what is none of these is text. */
    static final List<Scalar> CANDIDATES = List.of(
            Scalar.LONG,
            Scalar.INTEGER,
            Scalar.DOUBLE,
            Scalar.DECIMAL,
            Scalar.BOOLEAN,
            Scalar.DATE,
            Scalar.DATE_TIME,
            Scalar.INSTANT);

    private Inferred() {}

    /**
     * The value of a text.
     *
     * @throws MisfitException if it is none of this type, or would lose digits
     */
    static Object value(Scalar type, String text) throws MisfitException {
        boolean whole = type == Scalar.LONG || type == Scalar.INTEGER;
        boolean number = whole || type == Scalar.DOUBLE || type == Scalar.DECIMAL;
        if ((number && !Numbers.isPlain(text)) || (whole && text.equals("-0"))) {
            throw unfit(type, text);
        }
        Object value = type.parse(text, Object.class);
        if (value instanceof Double rounded && !Numbers.keeps(text, rounded)) {
            throw unfit(type, text);
        }
        return value;
    }

    static boolean fits(Scalar type, String text) {
        try {
            value(type, text);
            return true;
        } catch (MisfitException e) {
            return false;
        }
    }

    private static MisfitException unfit(Scalar type, String text) {
        return new MisfitException(
                "\"" + text + "\", expected " + type.expected(Object.class) + " that loses none of its characters");
    }
}
