/**
 * The stores of a job: opened, counted, retried, paid and closed here, and nowhere else; with the keys of what Kinglet puts there, and the
 * cleaning of what is left.
 */
@NullMarked
package dev.kinglet.store;

import org.jspecify.annotations.NullMarked;
