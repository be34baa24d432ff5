/** Example: binary data and arrays, the mean picture of each handwritten digit. */
@NullMarked
package dev.kinglet.examples.digits;

import org.jspecify.annotations.NullMarked;
