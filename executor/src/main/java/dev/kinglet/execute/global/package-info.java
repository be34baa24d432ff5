/**
 * Step 5, between calls: what belongs to the whole JVM and may be left changed by a call is put back, or the worker is not used again.
 */
@NullMarked
package dev.kinglet.execute.global;

import org.jspecify.annotations.NullMarked;
