package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Texts, each with a delimiter behind it. */
final class TextWriter extends StreamWriter<String> {

    private final byte[] delimiter;

    TextWriter(String delimiter, OutputStream stream) {
        super(stream);
        this.delimiter = delimiter.getBytes(UTF_8);
    }

    @Override
    void write(String item, OutputStream to) throws IOException {
        to.write(item.getBytes(UTF_8));
        to.write(delimiter);
    }
}
