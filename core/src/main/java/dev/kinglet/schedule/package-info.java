/**
 * Step 4, which call goes out when, and when it has ended: a deterministic state machine that decides by attempts, of which a call may have
 * several under way. No clock, no randomness of its own, no threads, no I/O.
 */
@NullMarked
package dev.kinglet.schedule;

import org.jspecify.annotations.NullMarked;
