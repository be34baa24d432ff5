package dev.kinglet.execute.global;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;

/** Whether connections cache, by default and by protocol. */
final class UseOfCaches implements Global<List<Boolean>> {

    private static final List<String> PROTOCOLS = List.of("http", "https", "jar", "file", "ftp");

    private static URLConnection any() {
        try {
            return URI.create("file:/").toURL().openConnection();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection that connects nothing failed", e);
        }
    }

    @Override
    public List<Boolean> now() {
        List<Boolean> all = new ArrayList<>();
        all.add(any().getDefaultUseCaches());
        PROTOCOLS.forEach(protocol -> all.add(URLConnection.getDefaultUseCaches(protocol)));
        return all;
    }

    @Override
    public boolean is(List<Boolean> state) {
        return now().equals(state);
    }

    @Override
    public boolean set(List<Boolean> state) {
        any().setDefaultUseCaches(state.getFirst());
        for (int i = 0; i < PROTOCOLS.size(); i++) {
            URLConnection.setDefaultUseCaches(PROTOCOLS.get(i), state.get(i + 1));
        }
        return is(state);
    }
}
