package dev.kinglet;

/**
 * Whole numbers that follow each other. Only their bounds travel.
 *
 * @param from the first
 * @param to behind the last; none where it is not above {@code from}
 */
public record RangeSource(long from, long to) implements Source<Long> {

    public RangeSource {
        if (to > from && to - from < 0) {
            throw new IllegalArgumentException(
                    "the range from " + from + " to " + to + " has more than " + Long.MAX_VALUE + " numbers");
        }
    }
}
