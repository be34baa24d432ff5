/** Between steps 5 and 7: files of Apache Parquet, read by columns. */
@NullMarked
package dev.kinglet.columns.parquet;

import org.jspecify.annotations.NullMarked;
