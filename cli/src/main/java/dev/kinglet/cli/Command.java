package dev.kinglet.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One command. Its class is loaded when it is made, so that a run pays for no other command than its own.
 *
 * @param name what the user types
 * @param summary what it does, in a line
 * @param make a new one, for the parser to fill in
 */
record Command(String name, String summary, Supplier<Callable<Integer>> make) {}
