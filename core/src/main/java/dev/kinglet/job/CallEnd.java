package dev.kinglet.job;

import dev.kinglet.result.EncodedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the conductor gives the scheduler with the end of an attempt, and gets back when it decides the call.
 *
 * @param work what the function told of its work, or null where it told nothing
 */
record CallEnd(EncodedOutcome outcome, String log, @Nullable CallWork work) {}
