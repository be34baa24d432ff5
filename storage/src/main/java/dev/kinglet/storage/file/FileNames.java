package dev.kinglet.storage.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * How keys become file names. A plain key is its own path, so that a folder of ordinary files reads as a store and a store can be
 * browsed. What a file system cannot hold is escaped with a per cent sign:
 *
 * <pre>
 * %XX    a byte that is not printable ASCII, or the per cent sign itself
 * X%+    a folder: the segment goes on in the names inside, since a file name ends at 255 bytes
 * %-     in such a folder: nothing goes on
 * X%=    a file: the object X, where X itself is a folder because a key X/... exists too
 * </pre>
 *
 * <p>Escaping all that is not ASCII makes a name the same for processes of any locale: a JVM under {@code LC_ALL=C} cannot even
 * name such a file. Files that others named freely are still found by their literal name.
 *
 * <p>A <em>raw</em> name holds one byte of UTF-8 in each char, so that comparing strings gives the order of listings.
 */
final class FileNames {

    /** The folder of temporary files, in the root of a store; hidden from listings. */
    static final String HIDDEN = ".kinglet";

    /** What is appended to the object X where X is a folder too. */
    static final String ASIDE = "%=";

    /** Encoded bytes of a segment after which it goes on in a folder: 255 less an escape and a suffix, and round. */
    private static final int CUT = 240;

    private static final String CONTINUED = "%+";
    private static final String NOTHING = "%-";

    private FileNames() {}

    /** What a directory entry stands for. */
    record Decoded(String raw, Kind kind) {}

    enum Kind {
        /** The name that a store gives. */
        CANONICAL,
        /** A folder in which the segment goes on. */
        CONTINUED,
        /** An object whose own name is taken by a folder. */
        ASIDE,
        /** A name that no store gives: somebody else's file. */
        FOREIGN
    }

    /** Whether a legal key is its own path. */
    static boolean isPlain(String key) {
        int segment = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '/') {
                segment = i + 1;
            } else if (c < 0x20 || c > 0x7e || c == '%' || i - segment >= CUT - 1) {
                return false;
            }
        }
        return !isHidden(key);
    }

    /** The path of a legal key, relative to the store's root. */
    static String encode(String key) {
        return isPlain(key) ? key : escape(key);
    }

    private static String escape(String key) {
        StringBuilder path = new StringBuilder(key.length() + 32);
        byte[] bytes = key.getBytes(UTF_8);
        int segment = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '/') {
                path.append(path.length() == segment ? NOTHING : "").append('/');
                segment = path.length();
                continue;
            }
            if (isEscaped(b) || (i == 0 && isHidden(key))) {
                appendEscape(path, b);
            } else {
                path.append((char) b);
            }
            if (path.length() - segment >= CUT) {
                path.append(CONTINUED).append('/');
                segment = path.length();
            }
        }
        return path.append(path.length() == segment ? NOTHING : "").toString();
    }

    /** What the entry of a directory stands for. */
    static Decoded decode(String name) {
        if (name.indexOf('%') < 0) {
            return isAscii(name) ? new Decoded(name, Kind.CANONICAL) : new Decoded(raw(name), Kind.FOREIGN);
        }
        Kind kind = name.endsWith(CONTINUED) ? Kind.CONTINUED : name.endsWith(ASIDE) ? Kind.ASIDE : Kind.CANONICAL;
        String body = kind == Kind.CANONICAL ? name : name.substring(0, name.length() - CONTINUED.length());
        String raw = body.equals(NOTHING) ? "" : unescape(body);
        return raw == null ? new Decoded(raw(name), Kind.FOREIGN) : new Decoded(raw, kind);
    }

    private static @Nullable String unescape(String body) {
        StringBuilder raw = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c > 0x7e) {
                return null;
            }
            if (c == '%') {
                int high = i + 2 < body.length() ? hex(body.charAt(i + 1)) : -1;
                int low = high < 0 ? -1 : hex(body.charAt(i + 2));
                c = (char) (high << 4 | low);
                // Only what escape() writes is an escape, else two names would stand for one key.
                if (low < 0 || !(isEscaped((byte) c) || (i == 0 && c == '.'))) {
                    return null;
                }
                i += 2;
            }
            raw.append(c);
        }
        return body.startsWith("%2E") && !HIDDEN.contentEquals(raw) ? null : raw.toString();
    }

    /** The raw form of a key or of a part of one. */
    static String raw(String key) {
        return isAscii(key) ? key : new String(key.getBytes(UTF_8), ISO_8859_1);
    }

    /** The key of a raw form. */
    static String key(String raw) {
        return isAscii(raw) ? raw : new String(raw.getBytes(ISO_8859_1), UTF_8);
    }

    /** Whether a key would lie in the folder of temporary files. */
    static boolean isHidden(String key) {
        return key.startsWith(HIDDEN) && (key.length() == HIDDEN.length() || key.charAt(HIDDEN.length()) == '/');
    }

    private static boolean isEscaped(byte b) {
        return b < 0x20 || b == 0x7f || b == '%';
    }

    private static void appendEscape(StringBuilder path, byte b) {
        path.append('%').append(upperHex(b >> 4 & 0xf)).append(upperHex(b & 0xf));
    }

    private static char upperHex(int digit) {
        return (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }

    private static int hex(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
