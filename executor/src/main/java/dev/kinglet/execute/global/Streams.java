package dev.kinglet.execute.global;

import java.io.InputStream;
import java.io.PrintStream;

/** {@code System.in}, {@code System.out} and {@code System.err}. */
final class Streams implements Global<Streams.State> {

    record State(InputStream in, PrintStream out, PrintStream err) {}

    @Override
    public State now() {
        return new State(System.in, System.out, System.err);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // another stream of equal worth is another stream
    public boolean is(State state) {
        return System.in == state.in && System.out == state.out && System.err == state.err;
    }

    @Override
    public boolean set(State state) {
        System.setIn(state.in);
        System.setOut(state.out);
        System.setErr(state.err);
        return true;
    }
}
