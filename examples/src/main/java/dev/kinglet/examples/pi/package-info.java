/** Example: many calls that only compute, as a Monte Carlo simulation. */
@NullMarked
package dev.kinglet.examples.pi;

import org.jspecify.annotations.NullMarked;
