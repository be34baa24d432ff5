package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a page.
 *
 * @param length of itself
 * @param bytes of the page as it is stored
 * @param plainBytes of it when decompressed
 * @param checksum of the stored bytes, or null
 * @param values how many, nulls included
 * @param definitionBytes how many the levels have, where they stand before what is compressed
 */
record PageHead(
        int length,
        Kind kind,
        int bytes,
        int plainBytes,
        @Nullable Integer checksum,
        int values,
        int encoding,
        int definitionEncoding,
        int repetitionEncoding,
        int definitionBytes,
        int repetitionBytes,
        boolean compressed) {

    /** In the order of the format's numbers. */
    enum Kind {
        DATA,
        INDEX,
        DICTIONARY,
        DATA_V2;

        private static final Kind[] ALL = values();

        /** Of the format's number, or null where there is none. */
        static @Nullable Kind of(int number) {
            return number >= 0 && number < ALL.length ? ALL[number] : null;
        }
    }

    static final int RLE = 3;

    /** @throws ThriftReader.EndedException if it does not end within the bytes */
    static PageHead read(byte[] bytes, int start, int end) {
        ThriftReader in = new ThriftReader(bytes, start, end);
        Fields fields = new Fields();
        in.struct((field, type) -> fields.take(in, field, type));
        return fields.head(in.at() - start);
    }

    private static final class Fields {
        private int kind = -1;
        private int plainBytes = -1;
        private int bytes = -1;
        private @Nullable Integer checksum;
        private @Nullable Kind described;
        private int values = -1;
        private int encoding = -1;
        private int definitionEncoding = RLE;
        private int repetitionEncoding = RLE;
        private int definitionBytes;
        private int repetitionBytes;
        private boolean compressed = true;

        boolean take(ThriftReader in, int field, int type) {
            switch (field) {
                case 1 -> kind = in.int32(type);
                case 2 -> plainBytes = in.int32(type);
                case 3 -> bytes = in.int32(type);
                case 4 -> checksum = in.int32(type);
                case 5 -> described(in, type, Kind.DATA);
                case 7 -> described(in, type, Kind.DICTIONARY);
                case 8 -> described(in, type, Kind.DATA_V2);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void described(ThriftReader in, int type, Kind as) {
            described = as;
            in.struct(
                    type, (field, inside) -> as == Kind.DATA_V2 ? second(in, field, inside) : first(in, field, inside));
        }

        /** Of a dictionary there are the first two. */
        private boolean first(ThriftReader in, int field, int type) {
            switch (field) {
                case 1 -> values = in.int32(type);
                case 2 -> encoding = in.int32(type);
                case 3 -> {
                    if (described != Kind.DATA) {
                        return false; // whether it is sorted
                    }
                    definitionEncoding = in.int32(type);
                }
                case 4 -> repetitionEncoding = in.int32(type);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean second(ThriftReader in, int field, int type) {
            switch (field) {
                case 1 -> values = in.int32(type);
                case 4 -> encoding = in.int32(type);
                case 5 -> definitionBytes = in.int32(type);
                case 6 -> repetitionBytes = in.int32(type);
                case 7 -> compressed = in.bool(type);
                default -> {
                    return false;
                }
            }
            return true;
        }

        PageHead head(int length) {
            Kind known = Kind.of(kind);
            if (known == null || bytes < 0 || plainBytes < 0) {
                throw new ColumnsException(
                        "a page is said to be of kind " + kind + " with " + bytes + " bytes for " + plainBytes);
            }
            if (known != Kind.INDEX && (described != known || values < 0)) {
                throw new ColumnsException("a page of kind " + known + " is described as of kind " + described
                        + " with " + values + " values");
            }
            if (definitionBytes < 0 || repetitionBytes < 0 || definitionBytes > bytes - repetitionBytes) {
                throw new ColumnsException("a page of " + bytes + " bytes is said to have levels of " + definitionBytes
                        + " and " + repetitionBytes);
            }
            return new PageHead(
                    length,
                    known,
                    bytes,
                    plainBytes,
                    checksum,
                    values,
                    encoding,
                    definitionEncoding,
                    repetitionEncoding,
                    definitionBytes,
                    repetitionBytes,
                    compressed);
        }
    }
}
