/** Step 1: lambda to bytes to lambda, and the classes that it needs. */
@NullMarked
package dev.kinglet.closure;

import org.jspecify.annotations.NullMarked;
