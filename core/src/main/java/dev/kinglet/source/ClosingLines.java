package dev.kinglet.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The lines of a reader, which is closed when the last was read: few functions close a stream that they only read to its end. */
final class ClosingLines extends AbstractSpliterator<String> {

    private final BufferedReader reader;
    private final String name;

    private ClosingLines(BufferedReader reader, String name) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.reader = reader;
        this.name = name;
    }

    static Stream<String> of(BufferedReader reader, String name) {
        ClosingLines lines = new ClosingLines(reader, name);
        return StreamSupport.stream(lines, false).onClose(lines::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
        String line;
        try {
            line = reader.readLine();
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
        if (line == null) {
            close();
            return false;
        }
        action.accept(line);
        return true;
    }

    private void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
    }
}
