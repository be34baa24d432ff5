/** What happens to a job, as events. Written by the scheduler's edge alone; a reader that fails harms nobody. */
@NullMarked
package dev.kinglet.journal;

import org.jspecify.annotations.NullMarked;
