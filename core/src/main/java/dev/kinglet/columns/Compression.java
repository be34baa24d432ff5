package dev.kinglet.columns;

/** How the buffers of a batch are compressed. */
public enum Compression {
    NONE
}
