/** Between steps 5 and 7: rows to columns and back, in the format of Apache Arrow. */
@NullMarked
package dev.kinglet.columns;

import org.jspecify.annotations.NullMarked;
