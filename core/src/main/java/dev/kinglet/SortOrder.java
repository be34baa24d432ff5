package dev.kinglet;

/** Which way a dataset is sorted. */
public enum SortOrder {
    /** The least key first. */
    ASCENDING,
    /** The greatest key first. */
    DESCENDING
}
