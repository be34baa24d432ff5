package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, lower-case hex. */
final class Hashes {

    private Hashes() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return hex(digest);
    }

    /** What came from the store is looked at only if it is what the signed request named. */
    static void check(String key, String expected, String actual) {
        if (!actual.equals(expected)) {
            throw new CallFailure(
                    ErrorCode.PROTOCOL_VIOLATED,
                    "object " + key + " has the hash " + actual + ", the request names " + expected
                            + "; it was changed after the driver wrote it",
                    null);
        }
    }
}
