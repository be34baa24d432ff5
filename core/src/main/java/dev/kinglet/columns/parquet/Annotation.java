package dev.kinglet.columns.parquet;

import java.util.Locale;

/**
 * What a writer says of the meaning of a column's values, whether in Parquet's logical types or the older converted ones.
 *
 * @param scale of decimals
 * @param perSecond how many units a second has, of times
 * @param utc whether times are of UTC, and not of wherever the reader is
 * @param signed of whole numbers
 */
record Annotation(Kind kind, int scale, long perSecond, boolean utc, boolean signed) {

    /** The sorts of them. */
    enum Kind {
        NONE,
        STRING,
        MAP,
        LIST,
        ENUM,
        DECIMAL,
        DATE,
        TIME,
        TIMESTAMP,
        INTEGER,
        UNKNOWN,
        JSON,
        BSON,
        UUID,
        FLOAT16,
        VARIANT,
        GEOMETRY,
        GEOGRAPHY,
        INTERVAL,
        /** Which Parquet has no type for; Arrow says it in a schema of its own. */
        DURATION,
        /** The pairs of a map, or in place of {@link #MAP}. */
        MAP_KEY_VALUE
    }

    static Annotation duration(long perSecond) {
        return new Annotation(Kind.DURATION, 0, perSecond, true, true);
    }

    static final Annotation NONE = of(Kind.NONE);

    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private static final int FIRST_SIGNED = 15;

    static Annotation of(Kind kind) {
        return new Annotation(kind, 0, 0, true, true);
    }

    /** By the number of the converted type. Others than are known mean nothing, as those who wrote the format want it. */
    static Annotation ofConverted(int number, int scale) {
        return switch (number) {
            case 0 -> of(Kind.STRING);
            case 1 -> of(Kind.MAP);
            case 2 -> of(Kind.MAP_KEY_VALUE);
            case 3 -> of(Kind.LIST);
            case 4 -> of(Kind.ENUM);
            case 5 -> new Annotation(Kind.DECIMAL, scale, 0, true, true);
            case 6 -> of(Kind.DATE);
            case 7 -> new Annotation(Kind.TIME, 0, MILLIS, true, true);
            case 8 -> new Annotation(Kind.TIME, 0, MICROS, true, true);
            case 9 -> new Annotation(Kind.TIMESTAMP, 0, MILLIS, true, true);
            case 10 -> new Annotation(Kind.TIMESTAMP, 0, MICROS, true, true);
            case 11, 12, 13, 14, 15, 16, 17, 18 -> new Annotation(Kind.INTEGER, 0, 0, true, number >= FIRST_SIGNED);
            case 19 -> of(Kind.JSON);
            case 20 -> of(Kind.BSON);
            case 21 -> of(Kind.INTERVAL);
            default -> NONE;
        };
    }

    /** Reads a logical type, a union of which one field is there. */
    static Annotation read(ThriftReader in, int type) {
        Annotation[] found = {NONE};
        in.struct(type, (field, inside) -> {
            found[0] = switch (field) {
                case 1 -> empty(in, inside, Kind.STRING);
                case 2 -> empty(in, inside, Kind.MAP);
                case 3 -> empty(in, inside, Kind.LIST);
                case 4 -> empty(in, inside, Kind.ENUM);
                case 5 -> decimal(in, inside);
                case 6 -> empty(in, inside, Kind.DATE);
                case 7 -> time(in, inside, Kind.TIME);
                case 8 -> time(in, inside, Kind.TIMESTAMP);
                case 10 -> whole(in, inside);
                case 11 -> empty(in, inside, Kind.UNKNOWN);
                case 12 -> empty(in, inside, Kind.JSON);
                case 13 -> empty(in, inside, Kind.BSON);
                case 14 -> empty(in, inside, Kind.UUID);
                case 15 -> empty(in, inside, Kind.FLOAT16);
                case 16 -> empty(in, inside, Kind.VARIANT);
                case 17 -> empty(in, inside, Kind.GEOMETRY);
                case 18 -> empty(in, inside, Kind.GEOGRAPHY);
                default -> empty(in, inside, Kind.NONE);
            };
            return true;
        });
        return found[0];
    }

    private static Annotation empty(ThriftReader in, int type, Kind kind) {
        in.struct(type, (field, inside) -> false);
        return of(kind);
    }

    private static Annotation decimal(ThriftReader in, int type) {
        int[] scale = {0};
        in.struct(type, (field, inside) -> {
            if (field == 1) {
                scale[0] = in.int32(inside);
            }
            return field == 1;
        });
        return new Annotation(Kind.DECIMAL, scale[0], 0, true, true);
    }

    private static Annotation time(ThriftReader in, int type, Kind kind) {
        boolean[] utc = {false};
        long[] perSecond = {0};
        in.struct(type, (field, inside) -> {
            if (field == 1) {
                utc[0] = in.bool(inside);
            } else if (field == 2) {
                in.struct(inside, (unit, empty) -> {
                    perSecond[0] = unit == 1 ? MILLIS : unit == 2 ? MICROS : unit == 3 ? NANOS : 0;
                    return false;
                });
            }
            return field == 1 || field == 2;
        });
        return new Annotation(kind, 0, perSecond[0], utc[0], true);
    }

    private static Annotation whole(ThriftReader in, int type) {
        boolean[] signed = {true};
        in.struct(type, (field, inside) -> {
            if (field == 2) {
                signed[0] = in.bool(inside);
            }
            return field == 2;
        });
        return new Annotation(Kind.INTEGER, 0, 0, true, signed[0]);
    }

    boolean isMap() {
        return kind == Kind.MAP || kind == Kind.MAP_KEY_VALUE;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "";
            case DECIMAL -> "DECIMAL of scale " + scale;
            case INTEGER -> signed ? "INTEGER" : "INTEGER without sign";
            case TIME, TIMESTAMP -> kind + " of 1/" + perSecond + " s" + (utc ? "" : " without zone");
            case DURATION -> "DURATION of 1/" + perSecond + " s";
            default -> kind.name().toUpperCase(Locale.ROOT);
        };
    }
}
