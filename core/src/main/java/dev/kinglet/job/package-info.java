/** The conductor: knows every step, no step knows it. */
@NullMarked
package dev.kinglet.job;

import org.jspecify.annotations.NullMarked;
