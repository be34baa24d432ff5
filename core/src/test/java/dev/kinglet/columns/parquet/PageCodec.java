package dev.kinglet.columns.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compressions for which a library is there that is not ours. */
public enum PageCodec {
    NONE(CompressionCodecName.UNCOMPRESSED),
    SNAPPY(CompressionCodecName.SNAPPY),
    GZIP(CompressionCodecName.GZIP),
    ZSTD(CompressionCodecName.ZSTD),
    LZ4(CompressionCodecName.LZ4_RAW);

    final CompressionCodecName name;

    PageCodec(CompressionCodecName name) {
        this.name = name;
    }
}
