package dev.kinglet.storage.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An object being read from its file. Each read is one system call. */
final class FileObjectStream extends InputStream {

    private final FileInputStream file;
    private final FileFailures failures;
    private final String key;

    FileObjectStream(FileInputStream file, FileFailures failures, String key) {
        this.file = file;
        this.failures = failures;
        this.key = key;
    }

    @Override
    public int read() {
        try {
            return file.read();
        } catch (IOException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return file.read(bytes, offset, length);
        } catch (IOException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }

    @Override
    public byte[] readAllBytes() {
        try {
            return file.readAllBytes();
        } catch (IOException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }

    @Override
    public int available() {
        try {
            return file.available();
        } catch (IOException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }
}
