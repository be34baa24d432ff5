package dev.kinglet.storage;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every store demands of keys and other arguments, in one place so that all refuse alike. For those who implement a store. */
public final class KeyRules {

    /** The order of listings: by the bytes of a key's UTF-8, which is not {@link String#compareTo} beyond U+FFFF. */
    public static final Comparator<String> UTF8_ORDER = KeyRules::compareUtf8;

    /** The largest page of a listing: what S3 gives. */
    public static final int MAX_PAGE = 1_000;

    private static final int SHOWN_CHARS = 100;

    private KeyRules() {}

    /**
     * Checks a key.
     *
     * @throws IllegalArgumentException if it is not one that {@link ObjectStore} allows, with where and why
     */
    public static void check(String key) {
        String fault = fault(key);
        if (fault != null) {
            throw new IllegalArgumentException("key \"" + shown(key) + "\" " + fault
                    + "; a key is /-separated segments, none empty, \".\" or \"..\", without control characters, of at most "
                    + ObjectStore.MAX_KEY_BYTES + " bytes of UTF-8");
        }
    }

    /** Whether {@link #check} passes a key. */
    public static boolean isLegal(String key) {
        return fault(key) == null;
    }

    /** Whether a legal key may begin with a prefix, so that a listing need not be asked for what cannot be. */
    public static boolean mayBegin(String prefix) {
        return prefix.isEmpty() || isLegal(prefix) || isLegal(prefix + "x");
    }

    /** Checks the arguments of a range read. */
    public static void checkRange(long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "range of " + length + " bytes from offset " + offset + ": neither may be negative");
        }
    }

    /** Checks the page size of a listing. */
    public static void checkPage(int maxKeys) {
        if (maxKeys < 1 || maxKeys > MAX_PAGE) {
            throw new IllegalArgumentException("page of " + maxKeys + " keys: it must be 1 to " + MAX_PAGE);
        }
    }

    private static @Nullable String fault(String key) {
        int bytes = 0;
        int segment = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '/') {
                if (isBadSegment(key, segment, i)) {
                    return "has the segment \"" + key.substring(segment, i) + "\" at index " + segment;
                }
                segment = i + 1;
                bytes++;
            } else if (Character.isISOControl(c) || c >= '\uFFFE') {
                return String.format(Locale.ROOT, "has the character U+%04X at index %d", (int) c, i);
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == key.length()
                        || !Character.isLowSurrogate(key.charAt(i + 1))) {
                    return "has half a surrogate pair at index " + i;
                }
                i++;
                bytes += 4;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        if (isBadSegment(key, segment, key.length())) {
            return "has the segment \"" + key.substring(segment) + "\" at index " + segment;
        }
        return bytes > ObjectStore.MAX_KEY_BYTES ? "has " + bytes + " bytes" : null;
    }

    private static boolean isBadSegment(String key, int from, int to) {
        return switch (to - from) {
            case 0 -> true;
            case 1 -> key.charAt(from) == '.';
            case 2 -> key.charAt(from) == '.' && key.charAt(from + 1) == '.';
            default -> false;
        };
    }

    private static String shown(String key) {
        return key.length() <= SHOWN_CHARS ? key : key.substring(0, SHOWN_CHARS) + "...";
    }

    private static int compareUtf8(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // In UTF-8 what takes a surrogate pair in UTF-16 comes after everything else.
                boolean aPair = Character.isSurrogate(a);
                return aPair == Character.isSurrogate(b) ? a - b : aPair ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }
}
