/**
 * Step 4, what the scheduler decides by: whether a call is tried again, how many invocations may be under way, how many calls travel
 * together. Values and functions of values: no clock, no randomness, no state that is not returned.
 */
@NullMarked
package dev.kinglet.policy;

import org.jspecify.annotations.NullMarked;
