package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Amazon's signature, version 4, of a request to S3 without parameters and without a body. */
final class S3Signature {

    /** The SHA-256 of nothing. */
    static final String NO_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private S3Signature() {}

    /**
     * The header {@code Authorization}.
     *
     * @param path encoded, as {@link #encode} does it
     * @param signed the headers to sign by their names in lower case, {@code host} and {@code x-amz-date} among them
     */
    static String of(
            String method, String path, Map<String, String> signed, String region, String accessKey, String secretKey) {
        SortedMap<String, String> headers = new TreeMap<>(signed);
        StringBuilder request = new StringBuilder(method + "\n" + path + "\n\n");
        headers.forEach((name, value) ->
                request.append(name).append(':').append(value.strip()).append('\n'));
        String names = String.join(";", headers.keySet());
        request.append('\n').append(names).append('\n').append(NO_BODY);

        String time = String.valueOf(headers.get("x-amz-date"));
        String day = time.substring(0, "yyyyMMdd".length());
        String scope = day + "/" + region + "/s3/aws4_request";
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(request.toString().getBytes(UTF_8));
            String text = ALGORITHM + "\n" + time + "\n" + scope + "\n"
                    + HexFormat.of().formatHex(digest);
            byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
            for (String part : new String[] {day, region, "s3", "aws4_request", text}) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                key = mac.doFinal(part.getBytes(UTF_8));
            }
            return ALGORITHM + " Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                    + HexFormat.of().formatHex(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign requests to S3", e);
        }
    }

    /** A path as S3 signs it: every byte but letters, digits and {@code -._~/} as a per cent sign and two digits. */
    static String encode(String path) {
        StringBuilder encoded = new StringBuilder(path.length() + 16);
        for (byte one : path.getBytes(UTF_8)) {
            char c = (char) (one & 0xff);
            if (PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
