package dev.kinglet.invoke;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256, RFC 2104, on the JDK's digest. Not {@code javax.crypto.Mac}: to load that takes a cold worker some 70 ms, for these few
 * lines. Confined to one thread, and used for one signature.
 */
final class HmacSha256 {

    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] key;
    private final MessageDigest digest = digest();

    /** @param key at most as long as a block of the digest */
    HmacSha256(byte[] key) {
        if (key.length > BLOCK_BYTES) {
            throw new IllegalArgumentException("a key has at most " + BLOCK_BYTES + " bytes, this has " + key.length);
        }
        this.key = key;
        digest.update(padded(INNER));
    }

    private byte[] padded(byte pad) {
        byte[] block = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] = (byte) (pad ^ (i < key.length ? key[i] : 0));
        }
        return block;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    byte[] sign() {
        byte[] inner = digest.digest();
        digest.update(padded(OUTER));
        return digest.digest(inner);
    }
}
