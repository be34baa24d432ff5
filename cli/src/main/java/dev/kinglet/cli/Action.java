package dev.kinglet.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/**
 * What a command of this module does, once its options are filled in; the value is the exit status. It knows nothing of the parser, so that
 * a command without arguments runs without it: the parser costs more than the rest of the start.
 */
abstract class Action implements Callable<Integer> {

    private PrintStream out = System.out;
    private PrintStream err = System.err;

    void printTo(PrintStream newOut, PrintStream newErr) {
        out = newOut;
        err = newErr;
    }

    /** Whether there are options that must be given, so that the parser is wanted also where there are none. */
    boolean needsArguments() {
        return false;
    }

    /** For what was asked for. */
    PrintStream out() {
        return out;
    }

    /** For what the user should know beside. */
    PrintStream err() {
        return err;
    }
}
