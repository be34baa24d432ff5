package dev.kinglet.journal;

/** Learns what happens to a job. Told in one thread, the scheduler's edge: it returns at once. */
public interface JobReader {

    /** Something happened. What this throws is logged. */
    void on(JobEvent event);
}
