package dev.kinglet.cli;

import java.util.concurrent.Callable;

/** A command of another module. Found by {@link java.util.ServiceLoader}, and asked only where its name may be meant. */
public interface CommandProvider {

    /** What the user types: {@code bench}. */
    String name();

    /** What it does, in a line. */
    String summary();

    /** The command, for picocli to fill in; its value is the exit status. */
    Callable<Integer> command();
}
