package dev.kinglet.job;

/** Hears how a stage goes, in the scheduler's thread: it must return at once. */
interface StageListener {

    /** A call has ended; its outcome is in the table. */
    void ended(int call);

    /** All calls have ended. */
    void over();
}
