package dev.kinglet.format;

import org.jspecify.annotations.Nullable;

/**
 * What the values of a column are. Travels to the worker.
 *
 * @param scalar their kind
 * @param raw their class, where it is an enum
 * @param required whether there must be one
 * @param optional whether a text may be absent, and not only empty
 * @param origin what is said, behind what was expected, of where the type comes from
 */
record ColumnType(Scalar scalar, Class<?> raw, boolean required, boolean optional, String origin) {

    static final ColumnType TEXT = new ColumnType(Scalar.STRING, String.class, false, false, "");

    /** Of a component of a record. */
    static ColumnType of(RecordShape.Component component, String record) throws MisfitException {
        return of(component.raw(), component.optional(), "component " + component.name() + " of " + record);
    }

    /**
     * Of a class.
     *
     * @param what whose type it is, for the message where it is none that a column can have
     */
    static ColumnType of(Class<?> type, boolean optional, String what) throws MisfitException {
        Scalar scalar = Scalar.of(type);
        if (scalar == null) {
            throw new MisfitException(
                    what + " is of " + type.getName() + ", which no column can be; expected a primitive type,"
                            + " String, an enum, a type of java.time or java.math, or an Optional of one");
        }
        return new ColumnType(scalar, type, type.isPrimitive(), optional, "");
    }

    /** Whether it was guessed from values, so that one of another form is an error and not rounded or cut. */
    boolean isInferred() {
        return !origin.isEmpty();
    }

    /** The value where there is nothing. */
    @Nullable
    Object ofNothing(String column) throws MisfitException {
        if (required) {
            throw new MisfitException("column " + column + " has nothing, expected " + scalar.expected(raw)
                    + "; where it may have nothing the component is an Optional");
        }
        return scalar == Scalar.STRING && !optional ? "" : null;
    }
}
