package dev.kinglet.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a value of its text. Fails with an {@link IllegalArgumentException} that says what the text must be. */
@FunctionalInterface
interface ValueReader<T> {

    /** The text that stands for the absence of a limit. */
    String NONE = "none";

    T read(String text);

    /** Any text but the empty one. */
    static ValueReader<String> text() {
        return text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("must not be empty");
            }
            return text.strip();
        };
    }

    static ValueReader<Integer> wholeNumber(int least, int most) {
        return text -> within(number(text, least, most), least, most, "");
    }

    static ValueReader<Double> decimal(double least, double most) {
        return text -> {
            try {
                double value = Double.parseDouble(text.strip());
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Falls through to the one message that says what is right.
            }
            throw new IllegalArgumentException("must be a number from " + plain(least) + " to " + plain(most));
        };
    }

    /** A size in megabytes: {@code 512}, {@code 512 MB}, {@code 1 GB}. */
    static ValueReader<Integer> megabytes(int least, int most) {
        Map<String, Long> units = Map.of("", 1L, "m", 1L, "mb", 1L, "g", 1024L, "gb", 1024L);
        return text -> within(quantity(text, units, "a size such as 512, 512 MB or 1 GB"), least, most, " MB");
    }

    /** A size in bytes: {@code 65536}, {@code 64 KB}, {@code 1 MB}. */
    static ValueReader<Integer> bytes(int least, int most) {
        Map<String, Long> units = Map.of("", 1L, "b", 1L, "k", 1024L, "kb", 1024L, "m", 1L << 20, "mb", 1L << 20);
        return text -> within(quantity(text, units, "a size such as 65536, 64 KB or 1 MB"), least, most, " bytes");
    }

    /** A rate in operations per second: {@code 40TF}, {@code 1.5 PF}, {@code 500 GFLOPS}, {@code 2e12}. */
    static ValueReader<Double> rate() {
        return text -> {
            Matcher matcher = Pattern.compile(
                            "([0-9.]+(?:[eE][0-9]+)?)\\s*(?:([KMGTPE]?)F(?:LOPS)?)?", Pattern.CASE_INSENSITIVE)
                    .matcher(text.strip());
            try {
                if (matcher.matches()) {
                    String prefix =
                            matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
                    double value = Double.parseDouble(matcher.group(1))
                            * Math.pow(1_000, "KMGTPE".indexOf(prefix) + (prefix.isEmpty() ? 0 : 1));
                    if (value > 0 && Double.isFinite(value)) {
                        return value;
                    }
                }
            } catch (NumberFormatException e) {
                // Falls through to the one message that says what is right.
            }
            throw new IllegalArgumentException(
                    "must be operations per second above zero, such as 40TF, 500 GFLOPS or 2e12");
        };
    }

    /** A time: {@code 500ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 1d}, or ISO 8601 as {@code PT15M}. */
    static ValueReader<Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration value = duration(text.strip());
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException("must be from " + describe(least) + " to " + describe(most));
            }
            return value;
        };
    }

    /** Options of a JVM, as a shell would split them into words. None that Kinglet sets itself, and no class to run. */
    static ValueReader<List<String>> jvmOptions() {
        return text -> {
            if (text.strip().equals(NONE)) {
                return List.of();
            }
            List<String> words = Words.split(text);
            for (String word : words) {
                String own = JvmOptions.KINGLETS.stream()
                        .filter(word::startsWith)
                        .findFirst()
                        .orElse(null);
                if (own != null) {
                    throw new IllegalArgumentException("must not have " + own
                            + ", which Kinglet sets: memory is the setting \"memory\", code travels by itself");
                }
            }
            if (!JvmOptions.before(words).equals(words)) {
                throw new IllegalArgumentException("must be options of a JVM, each of which begins with -");
            }
            return words;
        };
    }

    /** The value, or nothing where the text is {@value #NONE}. */
    static <T> ValueReader<Optional<T>> optional(ValueReader<T> reader) {
        return text -> text.strip().equals(NONE) ? Optional.empty() : Optional.of(reader.read(text));
    }

    private static Duration duration(String text) {
        try {
            if (text.startsWith("P") || text.startsWith("p")) {
                return Duration.parse(text);
            }
            Map<String, Long> units =
                    Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
            return Duration.ofMillis(quantity(text, units, ""));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a time such as 500ms, 30s, 15m, 2h, 1d or PT15M", e);
        }
    }

    private static long quantity(String text, Map<String, Long> units, String expected) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < stripped.length() && Character.isDigit(stripped.charAt(digits))) {
            digits++;
        }
        Long unit = units.get(stripped.substring(digits).strip());
        try {
            if (unit != null) {
                return Math.multiplyExact(Long.parseLong(stripped.substring(0, digits)), unit);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Falls through to the one message that says what is right.
        }
        throw new IllegalArgumentException("must be " + expected);
    }

    private static long number(String text, int least, int most) {
        try {
            return Long.parseLong(text.strip().replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number from " + least + " to " + most, e);
        }
    }

    private static int within(long value, int least, int most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("must be from " + least + unit + " to " + most + unit);
        }
        return (int) value;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String describe(Duration value) {
        long millis = value.toMillis();
        if (millis % 86_400_000 == 0 && millis > 0) {
            return millis / 86_400_000 + "d";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
