package dev.kinglet.invoke;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The messages between driver and worker as JSON, and back. Binary values are base64. What a reader does not know is skipped; another
 * {@linkplain InvocationRequest#VERSION version} is refused.
 *
 * <p>A request is signed: an HMAC-SHA-256 over its fields, each with its length, not over the JSON, so that a gateway that writes the
 * same document in another way does no harm. Nothing of a request is given out before its signature was checked, in a time that does
 * not depend on how much of it fits.
 *
 * <p>Any number of threads may use one instance.
 */
public final class InvocationCodec {

    private final SigningKey key;

    public InvocationCodec(SigningKey key) {
        this.key = key;
    }

    /** A request as signed JSON. */
    public byte[] encode(InvocationRequest request) {
        return RequestWriter.write(request, HexFormat.of().formatHex(sign(request)));
    }

    /**
     * Opens a request.
     *
     * @throws ProtocolViolationException if it is no request, one of another version, or not signed with this key
     */
    public InvocationRequest decodeRequest(byte[] payload) {
        RequestReader.Signed signed = RequestReader.read(payload);
        byte[] claimed = bytesOfHex(signed.signature());
        if (!MessageDigest.isEqual(claimed, sign(signed.request()))) {
            throw new ProtocolViolationException(
                    "request refused: its signature does not fit; driver and worker hold different "
                            + SigningKey.VARIABLE + ", or the request was changed on its way");
        }
        return signed.request();
    }

    /** A response as JSON. */
    public byte[] encode(InvocationResponse response) {
        return ResponseWriter.write(response);
    }

    /**
     * Opens a response.
     *
     * @throws ProtocolViolationException if it is no response, or one of another version
     */
    public InvocationResponse decodeResponse(byte[] payload) {
        return ResponseReader.read(payload);
    }

    /** The most bytes that a report takes in a response. */
    public static long encodedBytes(AttemptReport report) {
        return ReportSize.of(report);
    }

    private byte[] sign(InvocationRequest request) {
        SignatureFeed feed = new SignatureFeed(key.mac());
        feed.add(request);
        return feed.signature();
    }

    private static byte[] bytesOfHex(String signature) {
        try {
            return HexFormat.of().parseHex(signature);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolationException("request refused: its signature is not hexadecimal", e);
        }
    }
}
