/** Platforms that fail on purpose, for tests of what stands on them. */
@NullMarked
package dev.kinglet.execute.testing;

import org.jspecify.annotations.NullMarked;
