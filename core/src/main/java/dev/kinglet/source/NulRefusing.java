package dev.kinglet.source;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Characters, of which none may be NUL. Confined to one thread. */
final class NulRefusing extends FilterReader {

    private final String name;
    private long position;

    NulRefusing(Reader characters, String name) {
        super(characters);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            if (buffer[i] == 0) {
                throw TextEncoding.nul(name, "character " + (position + i - offset));
            }
        }
        position += Math.max(read, 0);
        return read;
    }
}
