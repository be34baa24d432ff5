/** Step 2: datasets to graphs; what sizes decide, and why. Pure, but that sources are listed. */
@NullMarked
package dev.kinglet.plan.planner;

import org.jspecify.annotations.NullMarked;
