/**
 * Steps 5 and 7 of a dataset's stage: what one of its calls does. Records come from a source or an exchange, go through operators, and end in
 * an exchange, a sink or a value.
 */
@NullMarked
package dev.kinglet.operator;

import org.jspecify.annotations.NullMarked;
