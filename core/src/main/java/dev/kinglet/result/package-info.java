/** Step 6: which attempt counts; values and failures back. */
@NullMarked
package dev.kinglet.result;

import org.jspecify.annotations.NullMarked;
