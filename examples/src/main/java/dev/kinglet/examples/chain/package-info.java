/** Example: a map over the futures of another, whose values do not pass through the driver. */
@NullMarked
package dev.kinglet.examples.chain;

import org.jspecify.annotations.NullMarked;
