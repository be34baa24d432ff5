package dev.kinglet.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells each event of a job to all who read it, in order. */
public final class Journal {

    private final List<JobReader> readers = new CopyOnWriteArrayList<>();

    /** From now on this one hears of every event, too. */
    public void add(JobReader reader) {
        readers.add(reader);
    }

    /** Writes an event. To be called by the scheduler's edge alone. */
    public void write(JobEvent event) {
        for (JobReader reader : readers) {
            try {
                reader.on(event);
            } catch (RuntimeException
                    | Error e) { // whatever it is: the job and the other readers have nothing to do with it
                System.getLogger(Journal.class.getName())
                        .log(System.Logger.Level.WARNING, "a reader of the job's events failed", e);
            }
        }
    }
}
