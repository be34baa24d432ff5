/**
 * Step 4, paced dispatch: a deterministic state machine that says which call goes out when, and when it has ended. No clock, no
 * randomness of its own, no threads, no I/O.
 */
@NullMarked
package dev.kinglet.invoke.dispatch;

import org.jspecify.annotations.NullMarked;
