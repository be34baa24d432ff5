package dev.kinglet.format;

import dev.kinglet.columns.ArrowTable;
import dev.kinglet.columns.StoredBytes;
import dev.kinglet.columns.Table;
import dev.kinglet.columns.parquet.ParquetTable;
import dev.kinglet.source.ObjectRanges;
import java.io.InputStream;

/** Forms of tables that are stored by columns. */
enum TableForm {
    ARROW,
    PARQUET;

    /** The part of a table that begins in the range. */
    Table open(ObjectRange range) {
        StoredBytes bytes = new StoredBytes() {
            @Override
            public long size() {
                return range.object().size();
            }

            @Override
            public InputStream open(long from, long expectedBytes) {
                return ObjectRanges.open(range.object(), from, expectedBytes);
            }
        };
        if (this == PARQUET) {
            return ParquetTable.open(bytes, range.from(), range.to());
        }
        boolean whole = range.from() == 0 && range.to() >= range.object().size();
        return whole ? ArrowTable.open(bytes) : ArrowTable.open(bytes, range.from(), range.to());
    }
}
