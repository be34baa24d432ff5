/** The shuffles that are measured, as functions run them, and what they should ask of the store. */
@NullMarked
package dev.kinglet.bench.shuffle;

import org.jspecify.annotations.NullMarked;
