/**
 * Clouds in virtual time: the scheduler that runs jobs, before a model of a platform. Everything is drawn from a seed, so that the same
 * question has the same answer.
 */
@NullMarked
package dev.kinglet.bench.simulate;

import org.jspecify.annotations.NullMarked;
