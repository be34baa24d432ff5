/** Step 7, beneath the exchange: hash codes that are the same in every process, for keys that are equal as {@code equals} has it. */
@NullMarked
package dev.kinglet.equality;

import org.jspecify.annotations.NullMarked;
