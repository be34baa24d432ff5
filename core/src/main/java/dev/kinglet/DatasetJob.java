package dev.kinglet;

/** An action of a dataset under way. */
public interface DatasetJob {

    /** What it did so far. */
    JobReport report();
}
