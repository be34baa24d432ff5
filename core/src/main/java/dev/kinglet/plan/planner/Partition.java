package dev.kinglet.plan.planner;

import dev.kinglet.operator.CallInput;
import dev.kinglet.reduce.Run;
import java.util.ArrayList;
import java.util.List;

/** Some of an exchange's keys, neighbours of each other, and the runs that have their rows. Pure. */
public sealed interface Partition permits HashPartition, RangePartition {

    /** How many bytes of the runs are these keys', as far as blocks tell. */
    long bytes();

    /** How many runs a call reads that is given all of it. */
    int runCount();

    /** Neighbouring parts with all keys, about as large as each other, as far as blocks allow. None is empty; there may be fewer. */
    List<Partition> cut(int parts);

    /** The same keys in each group of so many neighbouring runs, side by side of a join. What is in no run is left out. */
    List<List<Partition>> groups(int runsEach);

    /** The same keys in other runs, those of each side of a join. */
    Partition in(List<List<Run>> sides);

    /** What a call is given that reads it. */
    CallInput input();

    /** Where parts of a row of blocks end: before which block. They are about as large as each other, and none is empty. */
    static List<Integer> ends(long[] sizes, int parts) {
        long left = 0;
        for (long size : sizes) {
            left += size;
        }
        List<Integer> ends = new ArrayList<>();
        long size = 0;
        for (int block = 0; block < sizes.length; block++) {
            size += sizes[block];
            boolean last = ends.size() == parts - 1;
            if (!last && size > 0 && size * (parts - ends.size()) >= left) {
                ends.add(block + 1);
                left -= size;
                size = 0;
            }
        }
        if (size > 0) {
            ends.add(sizes.length);
        }
        return ends;
    }

    /** Neighbouring runs, so many each. */
    static List<List<Run>> neighbours(List<Run> runs, int runsEach) {
        List<List<Run>> groups = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += runsEach) {
            groups.add(runs.subList(from, Math.min(runs.size(), from + runsEach)));
        }
        return groups;
    }
}
