/** Objects in this process's heap: for tests, and for the thread platform. */
@NullMarked
package dev.kinglet.storage.memory;

import org.jspecify.annotations.NullMarked;
