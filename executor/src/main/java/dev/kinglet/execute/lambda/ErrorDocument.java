package dev.kinglet.execute.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The JSON by which the Runtime API is told of an error. Written by hand: it may be the last thing that a broken process does. */
final class ErrorDocument {

    private ErrorDocument() {}

    static byte[] of(String type, String message) {
        return ("{\"errorMessage\":" + quote(message) + ",\"errorType\":" + quote(type) + ",\"stackTrace\":[]}")
                .getBytes(UTF_8);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
