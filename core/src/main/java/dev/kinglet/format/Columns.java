package dev.kinglet.format;

import java.util.Locale;

/** Finds columns by the names of components. */
final class Columns {

    private Columns() {}

    /**
     * Which column a component means: the one of the same name, or else the only one with the same letters and digits.
     *
     * @return its index, or -1 where there is none
     * @throws MisfitException if there are several
     */
    static int find(Iterable<String> columns, String component) throws MisfitException {
        int found = -1;
        int several = 0;
        int index = 0;
        for (String column : columns) {
            if (column.equals(component)) {
                return index;
            }
            if (letters(column).equals(letters(component))) {
                found = index;
                several++;
            }
            index++;
        }
        if (several > 1) {
            throw new MisfitException("several of the columns " + columns + " may be meant by component " + component
                    + "; name the component exactly as one of them");
        }
        return found;
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
