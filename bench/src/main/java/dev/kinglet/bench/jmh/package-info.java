/** Beside the steps: what single operations of the driver and worker take, by JMH. */
@NullMarked
package dev.kinglet.bench.jmh;

import org.jspecify.annotations.NullMarked;
