package dev.kinglet.execute;

/** What a worker does with an invocation, in order. The names, in lower case, are those of the response. */
enum Phase {
    LOAD("load"),
    INPUT("input"),
    RUN("run"),
    OUTPUT("output");

    final String key;

    Phase(String key) {
        this.key = key;
    }
}
