package dev.kinglet;

import java.util.List;

/** An action of a dataset under way. */
public interface DatasetJob {

    /** What it did so far. */
    JobReport report();

    /** How each exchange that it came to was done, and why, with the figures that it was chosen by. In the order in which they were. */
    List<String> exchanges();
}
