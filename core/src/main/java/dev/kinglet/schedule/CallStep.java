package dev.kinglet.schedule;

/** What can happen to a call. */
enum CallStep {
    /** It went out in an invocation. */
    DISPATCHED,
    /** Another attempt went out beside those under way. */
    SPECULATED,
    /** One of several attempts under way ended without success; the others go on. */
    SURVIVED,
    /** An attempt succeeded: one under way, or an earlier one that had been given up. */
    SUCCEEDED,
    /** Its only attempt under way failed, and another is worth making. */
    RETRIED,
    /** Its back-off is over. */
    BACKED_OFF,
    /** Its invocation ended, but the call was not begun: throttled, or answered without a report of it. */
    GIVEN_BACK,
    /** Its invocation was lost with other calls in it, and nobody knows by which: it goes again, alone. */
    ISOLATED,
    /** Its only attempt under way failed, and another would not help or is not allowed. */
    FAILED,
    /** Its input could not be had. */
    UNREADY,
    /** Its stage cannot go on: past its deadline, or throttled without end. */
    ABORTED,
    /** The user, or the failure of another call, cancelled it. */
    CANCELLED
}
