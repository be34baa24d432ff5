package dev.kinglet.format;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Tells whether a number that is taken for a type without anybody's word keeps all that its text says. */
final class Numbers {

    /** Neither a postal code that begins with 0 nor what only Java takes for a number. */
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** Decimal numbers of so many digits are told apart by a double. */
    private static final int SURE_DIGITS = 15;

    private Numbers() {}

    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    /**
     * Whether a double keeps each digit of a number: written with as many digits it gives the text again.
     *
     * @param text a {@linkplain #isPlain plain} number
     * @param value the double that is nearest to it
     */
    static boolean keeps(String text, double value) {
        if (Double.isInfinite(value)) {
            return false;
        }
        if (text.length() <= SURE_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return true;
        }
        BigDecimal exact = new BigDecimal(text);
        if (value == 0 || exact.signum() == 0) {
            return value == 0 && exact.signum() == 0;
        }
        // No more than half of its last digit away, whichever way half is rounded.
        BigDecimal error = new BigDecimal(value).subtract(exact).abs();
        return error.add(error).compareTo(exact.ulp()) <= 0;
    }
}
