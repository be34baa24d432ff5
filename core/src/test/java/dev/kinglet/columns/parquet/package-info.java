/** Tests. */
@NullMarked
package dev.kinglet.columns.parquet;

import org.jspecify.annotations.NullMarked;
