/** Example: a mean by key of a Parquet file, of which only the columns that the record names are read. */
@NullMarked
package dev.kinglet.examples.flights;

import org.jspecify.annotations.NullMarked;
