/** Reading and writing a store as work for functions. What travels to workers is here. */
@NullMarked
package dev.kinglet.bench.storage;

import org.jspecify.annotations.NullMarked;
