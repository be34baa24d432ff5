package dev.kinglet.columns.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every encoding, kind of page and compression of parquet-java, for schemas of any shape, beside what it reads itself. */
class ParquetEncodingsTest {

    /** The same with bytes as text, for they are equal only to themselves. */
    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ParquetEncodingsTest::comparable).toList();
        }
        return value instanceof Row row ? Arrays.asList(row.columns(), comparable(row.values())) : value;
    }

    @Test
    void whatIsReadIsWhatAnotherReads() {
        long seed = 0;
        for (ParquetJava.Style style : ParquetJava.Style.all()) {
            AnyRows any = new AnyRows(seed);
            int rows = seed % 9 == 0 ? 600 : 50;
            byte[] file = ParquetJava.write(any.schema(), style, any.rows(rows));

            assertThat(comparable(Tables.rows(file)))
                    .as("seed %d, %s, %s", seed, style, any.schema())
                    .isEqualTo(comparable(ParquetJava.read(file)));
            seed++;
        }
    }
}
