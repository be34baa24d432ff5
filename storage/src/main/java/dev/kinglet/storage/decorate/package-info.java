/** Stores that wrap any store: counting, retrying and fault-injecting. Each passes the contract test of what it wraps. */
@NullMarked
package dev.kinglet.storage.decorate;

import org.jspecify.annotations.NullMarked;
