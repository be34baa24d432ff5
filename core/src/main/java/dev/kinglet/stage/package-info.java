/** Step 3: what is too big for a request goes to the store, under keys that one class builds. */
@NullMarked
package dev.kinglet.stage;

import org.jspecify.annotations.NullMarked;
