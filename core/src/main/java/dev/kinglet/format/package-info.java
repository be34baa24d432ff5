/** Between steps 2 and 5: how the bytes of objects become records, and records the bytes of objects. */
@NullMarked
package dev.kinglet.format;

import org.jspecify.annotations.NullMarked;
