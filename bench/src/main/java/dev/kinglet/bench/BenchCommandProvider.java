package dev.kinglet.bench;

import dev.kinglet.cli.CommandProvider;
import java.util.concurrent.Callable;

/** Offers {@code kinglet bench}. */
public final class BenchCommandProvider implements CommandProvider {

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "measure: flops, storage, dispatch, coldstart, million, wordcount, sort, shuffle, peers, jmh, all";
    }

    @Override
    public Callable<Integer> command() {
        return new BenchCommand();
    }
}
