package dev.kinglet.columns.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every encoding, kind of page and compression of parquet-java, for schemas of any shape, beside what it reads itself. */
class ParquetEncodingsTest {

    @Test
    void whatIsReadIsWhatAnotherReads() {
        long seed = 0;
        for (ParquetJava.Style style : ParquetJava.Style.all()) {
            AnyRows any = new AnyRows(seed);
            int rows = seed % 9 == 0 ? 600 : 50;
            byte[] file = ParquetJava.write(any.schema(), style, any.rows(rows));

            assertThat(Tables.comparable(Tables.rows(file)))
                    .as("seed %d, %s, %s", seed, style, any.schema())
                    .isEqualTo(Tables.comparable(ParquetJava.read(file)));
            seed++;
        }
    }
}
