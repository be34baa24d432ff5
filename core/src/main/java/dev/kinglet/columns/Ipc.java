package dev.kinglet.columns;

/** The constants of Arrow's format for messages one after the other. */
final class Ipc {

    /** Before each message's size. */
    static final int CONTINUATION = -1;

    /** To which messages and buffers are filled up. */
    static final int ALIGNMENT = 8;

    /** What a Java column says of itself in its field's metadata. */
    static final String KIND_KEY = "kinglet";

    private Ipc() {}

    static long aligned(long size) {
        return (size + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
