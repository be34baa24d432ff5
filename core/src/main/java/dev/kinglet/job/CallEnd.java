package dev.kinglet.job;

import dev.kinglet.result.EncodedOutcome;

/** What the conductor gives the scheduler with the end of an attempt, and gets back when it decides the call. */
record CallEnd(EncodedOutcome outcome, String log) {}
