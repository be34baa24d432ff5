/** Step 4: the messages between driver and worker, the platform SPI, and paced dispatch. */
@NullMarked
package dev.kinglet.invoke;

import org.jspecify.annotations.NullMarked;
