/** Step 4: the messages between driver and worker, and the platform SPI. */
@NullMarked
package dev.kinglet.invoke;

import org.jspecify.annotations.NullMarked;
