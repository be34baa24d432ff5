package dev.kinglet.stage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which code and staged data are named and checked. */
public final class Hashes {

    private Hashes() {}

    /** The SHA-256 of the bytes, as 64 lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        return sha256(bytes, 0, bytes.length);
    }

    /** The SHA-256 of a range of the bytes, as 64 lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, offset, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
