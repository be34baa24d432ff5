package dev.kinglet.format;

import dev.kinglet.CsvSource;
import dev.kinglet.ObjectInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Infers what the columns of CSV are from the first rows of the first object: the first of a few types that all values have. The driver
 * does it once, so that all shares agree.
 */
final class CsvInference {

    private static final int ROWS = 1_000;

    /** Neither a postal code that begins with 0 nor what only Java takes for a number. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** From the narrowest to the widest; what is none of these is text. */
    private static final List<Scalar> CANDIDATES =
            List.of(Scalar.LONG, Scalar.DOUBLE, Scalar.BOOLEAN, Scalar.DATE, Scalar.DATE_TIME, Scalar.INSTANT);

    private CsvInference() {}

    static Map<String, ColumnType> infer(CsvSource<?> source, List<ObjectInput> objects) {
        if (objects.isEmpty()) {
            return Map.of();
        }
        CsvRows rows = new CsvFormat<>(source, Map.of()).rows(ObjectRange.whole(objects.getFirst()));
        try {
            List<String> columns = new CsvFormat<>(source, Map.of()).columns(rows);
            List<List<Scalar>> possible = new ArrayList<>();
            boolean[] any = new boolean[columns.size()];
            columns.forEach(column -> possible.add(new ArrayList<>(CANDIDATES)));
            for (int row = 0; row < ROWS && rows.next(); row++) {
                narrow(rows, possible, any);
            }
            return types(source, columns, possible, any, objects.getFirst().name());
        } finally {
            rows.close();
        }
    }

    private static void narrow(CsvRows rows, List<List<Scalar>> possible, boolean[] any) {
        CsvFields fields;
        try {
            fields = rows.fields();
        } catch (MisfitException e) {
            return; // a bad record, which the share that reads it will deal with
        }
        if (fields.count() != any.length) {
            return;
        }
        for (int i = 0; i < any.length; i++) {
            if (!fields.isEmpty(i)) {
                any[i] = true;
                String text = fields.text(i);
                possible.get(i).removeIf(type -> !fits(type, text));
            }
        }
    }

    private static boolean fits(Scalar type, String text) {
        if ((type == Scalar.LONG || type == Scalar.DOUBLE)
                && !NUMBER.matcher(text).matches()) {
            return false;
        }
        try {
            type.parse(text, Object.class);
            return true;
        } catch (MisfitException e) {
            return false;
        }
    }

    private static Map<String, ColumnType> types(
            CsvSource<?> source, List<String> columns, List<List<Scalar>> possible, boolean[] any, String object) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (any[i] && !possible.get(i).isEmpty()) {
                String column = columns.get(i);
                types.put(
                        column,
                        new ColumnType(
                                possible.get(i).getFirst(),
                                Object.class,
                                false,
                                false,
                                " as in the first " + ROWS + " rows of " + object
                                        + "; if it is something else, say so by" + " column(\"" + column
                                        + "\", String.class)"));
            }
        }
        source.columnTypes().forEach((column, type) -> {
            try {
                types.put(column, ColumnType.of(type, false, "column " + column));
            } catch (MisfitException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            if (!columns.isEmpty() && !columns.contains(column)) {
                throw new IllegalArgumentException(
                        "there is no column " + column + " in " + object + "; its columns are " + columns);
            }
        });
        return types;
    }
}
