/**
 * Step 4, the scheduler's edge: its thread, its clock and its platform. It turns what it hears into the ends of attempts, and does what the
 * scheduler decides.
 */
@NullMarked
package dev.kinglet.dispatch;

import org.jspecify.annotations.NullMarked;
