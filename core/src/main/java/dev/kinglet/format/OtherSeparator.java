package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what was read as one column is several with another separator: its name and all rows that were looked at have the same number of
 * one that is in use. Confined to one thread.
 */
final class OtherSeparator {

    /** How often the name has it, where that is more than never. */
    private record Count(char separator, long times) {
        boolean is(String text) {
            return times
                    == text.chars().filter(character -> character == separator).count();
        }
    }

    private final List<Count> possible = new ArrayList<>();
    private final String name;
    private boolean any;

    OtherSeparator(List<String> columns) {
        name = columns.size() == 1 ? columns.getFirst() : "";
        for (char separator : new char[] {';', '\t', '|', ','}) {
            long times =
                    name.chars().filter(character -> character == separator).count();
            if (times > 0) {
                possible.add(new Count(separator, times));
            }
        }
    }

    void see(String value) {
        any = true;
        possible.removeIf(count -> !count.is(value));
    }

    /** @throws UndecodableException if it is several columns */
    void check(String object, char separator) {
        if (any && !possible.isEmpty()) {
            char other = possible.getFirst().separator;
            throw new UndecodableException(
                    object + ": with the separator " + quoted(separator) + " it has one column, whose name \"" + name
                            + "\" has as many " + quoted(other) + " as each value. Say separator(" + quoted(other)
                            + "), or, if it is one column indeed, column(\"" + name + "\", String.class)",
                    null,
                    null);
        }
    }

    private static String quoted(char separator) {
        return separator == '\t' ? "'\\t'" : "'" + separator + "'";
    }
}
