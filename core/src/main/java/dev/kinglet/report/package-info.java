/** What became of a job, as data and as text. */
@NullMarked
package dev.kinglet.report;

import org.jspecify.annotations.NullMarked;
