package dev.kinglet.closure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256, by which code and staged data are named and checked, as 64 lower-case hexadecimal digits. */
public final class Hashes {

    private record Version(long size, FileTime modified, String hash) {}

    private static final Map<Path, Version> FILES = new ConcurrentHashMap<>();
    private static final int BUFFER_BYTES = 1 << 16;

    private Hashes() {}

    /** The SHA-256 of the bytes. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** The SHA-256 of a file, which is read once for each size and time of change. */
    static String sha256(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Version known = FILES.get(file);
        if (known != null && known.size == now.size() && known.modified.equals(now.lastModifiedTime())) {
            return known.hash;
        }
        String hash = read(file);
        FILES.put(file, new Version(now.size(), now.lastModifiedTime(), hash));
        return hash;
    }

    private static String read(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
