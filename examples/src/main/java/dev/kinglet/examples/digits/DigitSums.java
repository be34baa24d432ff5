package dev.kinglet.examples.digits;

/** The sums of all pictures of each digit, pixel by pixel. */
final class DigitSums {

    private static final int DIGITS = 10;
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    /** The digit, then its pixels, row by row. */
    static final int RECORD_BYTES = 1 + PIXELS;

    private static final String SHADES = " .:-=+*#%@";

    private final int[] counts = new int[DIGITS];
    private final long[][] sums = new long[DIGITS][PIXELS];

    /** The sums of some pictures, one record behind the other. */
    static DigitSums of(byte[] records) {
        DigitSums result = new DigitSums();
        for (int start = 0; start < records.length; start += RECORD_BYTES) {
            int digit = records[start];
            result.counts[digit]++;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                result.sums[digit][pixel] += records[start + 1 + pixel] & 0xff;
            }
        }
        return result;
    }

    DigitSums plus(DigitSums other) {
        for (int digit = 0; digit < DIGITS; digit++) {
            counts[digit] += other.counts[digit];
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                sums[digit][pixel] += other.sums[digit][pixel];
            }
        }
        return this;
    }

    int count(int digit) {
        return counts[digit];
    }

    /** The mean grey of all pixels of all pictures of a digit, 0 to 255. */
    double ink(int digit) {
        long sum = 0;
        for (long pixel : sums[digit]) {
            sum += pixel;
        }
        return (double) sum / counts[digit] / PIXELS;
    }

    /** The mean picture of a digit in letters, darker ones for more ink. */
    String picture(int digit) {
        StringBuilder picture = new StringBuilder();
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            long grey = sums[digit][pixel] / Math.max(1, counts[digit]);
            picture.append(SHADES.charAt((int) (grey * (SHADES.length() - 1) / 255)));
            if (pixel % SIDE == SIDE - 1) {
                picture.append('\n');
            }
        }
        return picture.toString();
    }
}
