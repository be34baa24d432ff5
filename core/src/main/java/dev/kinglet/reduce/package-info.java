/** Step 7: the exchange between stages; merge. */
@NullMarked
package dev.kinglet.reduce;

import org.jspecify.annotations.NullMarked;
