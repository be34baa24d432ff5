/** Step 2: inputs to calls. Pure, no I/O. */
@NullMarked
package dev.kinglet.plan;

import org.jspecify.annotations.NullMarked;
