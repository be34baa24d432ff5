package dev.kinglet.invoke;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that driver and workers share. A worker runs only what is signed with it, so that write access to the bucket or the
 * network is not the power to run code. HMAC-SHA-256, RFC 2104.
 */
public final class SigningKey {

    /** The variable by which a worker is given the key. */
    public static final String VARIABLE = "KINGLET_SIGNING_KEY";

    private static final int BYTES = 32;

    private final byte[] secret;

    private SigningKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new key. */
    public static SigningKey random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new SigningKey(secret);
    }

    /** The key that {@link #toHex} wrote. */
    public static SigningKey ofHex(String hex) {
        byte[] secret = HexFormat.of().parseHex(hex);
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a signing key has " + BYTES + " bytes, this has " + secret.length);
        }
        return new SigningKey(secret);
    }

    /** The key as text. Secret: it belongs into a worker's environment and nowhere else. */
    public String toHex() {
        return HexFormat.of().formatHex(secret);
    }

    /** The signature of two arrays, of which so many bytes count. */
    public byte[] sign(byte[] first, int firstSize, byte[] second, int secondSize) {
        HmacSha256 mac = mac();
        // The length of the first, too, so that no byte can pass from one to the other.
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(firstSize).array(), 0, Integer.BYTES);
        mac.update(first, 0, firstSize);
        mac.update(second, 0, secondSize);
        return mac.sign();
    }

    /** A new, unshared computation of a signature. */
    HmacSha256 mac() {
        return new HmacSha256(secret);
    }

    /** Does not tell the key. */
    @Override
    public String toString() {
        return "SigningKey";
    }
}
