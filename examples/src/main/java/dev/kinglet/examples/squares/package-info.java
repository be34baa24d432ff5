/** Example: the first program, a map and a reduce over numbers. */
@NullMarked
package dev.kinglet.examples.squares;

import org.jspecify.annotations.NullMarked;
