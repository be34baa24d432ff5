package dev.kinglet.columns;

/** What a column holds, as Java sees it. */
enum Kind {
    /** Nothing but nulls, so far. */
    NOTHING,
    BOOLEAN,
    BYTE,
    SHORT,
    CHARACTER,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    BYTES,
    INSTANT,
    DATE,
    DATE_TIME,
    TIME,
    /** Of at most 292 years, as nanoseconds are counted in a long. */
    DURATION,
    /** Decimals of one scale and at most 38 digits. */
    DECIMAL,
    /** The name of a constant. */
    ENUM,
    /** The only child's values, with empty for its nulls. */
    OPTIONAL,
    LIST,
    RECORD,
    /** A {@link dev.kinglet.Row}, in files for others: a column for each of its own. */
    ROW,
    /** Whatever it is, encoded by Kryo. */
    ANY
}
