package dev.kinglet;

import org.jspecify.annotations.Nullable;

/**
 * What a source does with records that do not fit: by default the action fails at the first, and says where it stands and what was
 * expected. Skipped and redirected records are counted in the job's report.
 *
 * @param action what happens
 * @param location where redirected records go, a folder or {@code s3://bucket/prefix}; null unless they are redirected
 */
public record BadRecords(Action action, @Nullable String location) {

    private static final BadRecords FAIL = new BadRecords(Action.FAIL, null);
    private static final BadRecords SKIP = new BadRecords(Action.SKIP, null);

    /** What happens to a record that does not fit. */
    public enum Action {
        /** The first one fails the action. */
        FAIL,
        /** They are left out, and counted. */
        SKIP,
        /** They are left out, counted, and written to a location. */
        REDIRECT
    }

    public BadRecords {
        if ((action == Action.REDIRECT) != (location != null)) {
            throw new IllegalArgumentException(
                    "bad records have a location when they are redirected, and only then; the action is " + action
                            + ", the location " + location);
        }
    }

    /** The first one fails the action. The default. */
    public static BadRecords fail() {
        return FAIL;
    }

    /** They are left out, and counted. */
    public static BadRecords skip() {
        return SKIP;
    }

    /** They are left out and counted, and go to a location, each with its place and what is wrong with it. */
    public static BadRecords redirectTo(String location) {
        return new BadRecords(Action.REDIRECT, location);
    }
}
