/** Matrix multiplication as work for functions: by OpenBLAS, by the Vector API, by plain loops. What travels to workers is here. */
@NullMarked
package dev.kinglet.bench.flops;

import org.jspecify.annotations.NullMarked;
