package dev.kinglet.bench;

import dev.kinglet.cli.CommandProvider;
import java.util.concurrent.Callable;

/** Offers {@code kinglet simulate}. */
public final class SimulateCommandProvider implements CommandProvider {

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public String summary() {
        return "the scheduler on a modelled cloud, in virtual time: flops";
    }

    @Override
    public Callable<Integer> command() {
        return new SimulateCommand();
    }
}
