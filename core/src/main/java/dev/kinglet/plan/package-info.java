/** Step 2: what a job will do, as data: its graph of stages, how it is stored, and how it reads. */
@NullMarked
package dev.kinglet.plan;

import org.jspecify.annotations.NullMarked;
