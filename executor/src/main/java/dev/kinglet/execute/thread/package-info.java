/** Step 5, in threads of the driver: the same worker with no process around it, for debugging. */
@NullMarked
package dev.kinglet.execute.thread;

import org.jspecify.annotations.NullMarked;
