package dev.kinglet.execute.testing;

/** What can go wrong with an invocation. */
public enum PlatformFault {
    /** The platform does not take it. */
    THROTTLED,
    /** The worker is lost before any call began. */
    LOST_BEFORE_RUN,
    /** All calls ran, and then the answer was lost: another attempt is a duplicate. */
    LOST_AFTER_RUN,
    /** It is delivered twice, one after the other; the second answer is given. */
    RUN_TWICE,
    /** The answer is held back until {@link FaultyPlatform#releaseAnswers}, which gives the last first. */
    ANSWERED_LATE
}
