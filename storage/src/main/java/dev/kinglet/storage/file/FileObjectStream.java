package dev.kinglet.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/** An object being read from its file. Each read is one system call. */
final class FileObjectStream extends InputStream {

    private final RandomAccessFile file;
    private final FileFailures failures;
    private final String key;

    FileObjectStream(RandomAccessFile file, FileFailures failures, String key) {
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
            return rest(file, file.getFilePointer());
        } catch (IOException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }

    @Override
    public int available() {
        try {
            return Math.clamp(file.length() - file.getFilePointer(), 0, Integer.MAX_VALUE);
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

    /** All that is from the file's position, which is known, to its end. */
    static byte[] rest(RandomAccessFile file, long position) throws IOException {
        long left = Math.max(0, file.length() - position);
        if (left > Integer.MAX_VALUE) {
            throw new OutOfMemoryError("an object of " + left + " bytes does not fit an array; read it in pieces");
        }
        byte[] bytes = new byte[(int) left];
        file.readFully(bytes);
        return bytes;
    }
}
