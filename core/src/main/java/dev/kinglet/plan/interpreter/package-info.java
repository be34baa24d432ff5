/** Runs a graph: which stages now, what they read, and what is decided when sizes are known. */
@NullMarked
package dev.kinglet.plan.interpreter;

import org.jspecify.annotations.NullMarked;
