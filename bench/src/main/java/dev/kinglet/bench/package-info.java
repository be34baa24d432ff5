/** Beside the steps: whole jobs as benchmarks, timed by what the protocol itself records. */
@NullMarked
package dev.kinglet.bench;

import org.jspecify.annotations.NullMarked;
