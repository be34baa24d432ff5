package dev.kinglet.storage.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names that no other thread or process uses, on this host or on another that mounts the same folder. */
final class TemporaryNames {

    private static final int RANDOM_BYTES = 12;
    private static final String PROCESS = HexFormat.of().formatHex(random());
    private static final AtomicLong NEXT = new AtomicLong();

    private TemporaryNames() {}

    static String next() {
        return PROCESS + "-" + NEXT.incrementAndGet();
    }

    /** Read from the source itself where there is one: to start Java's own generator takes a cold worker milliseconds. */
    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        try (FileInputStream source = new FileInputStream("/dev/urandom")) {
            if (source.read(bytes) == RANDOM_BYTES) {
                return bytes;
            }
        } catch (IOException none) {
            // Not a Unix.
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
