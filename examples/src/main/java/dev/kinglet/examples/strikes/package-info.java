/** Example: CSV in and out, with a join and a sort between. */
@NullMarked
package dev.kinglet.examples.strikes;

import org.jspecify.annotations.NullMarked;
