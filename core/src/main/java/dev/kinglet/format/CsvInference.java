package dev.kinglet.format;

import dev.kinglet.CsvSource;
import dev.kinglet.ObjectInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Infers what the columns of CSV are from the first rows, of as many objects as it takes: the first of a few types that all values have.
 * The driver does it once, so that all shares agree.
 */
final class CsvInference {

    private static final int ROWS = 1_000;

    /** Each is a request at least. Objects without any byte are not counted. */
    private static final int OBJECTS = 32;

    private final CsvFormat<?> format;
    private final Set<String> known;
    private final char separator;
    private final Map<String, Sample> samples = new LinkedHashMap<>();
    private int rows;

    private CsvInference(CsvSource<?> source) {
        this.format = new CsvFormat<>(source, Map.of());
        known = new HashSet<>(source.header());
        known.addAll(source.columnTypes().keySet());
        separator = source.separator();
    }

    static Map<String, ColumnType> infer(CsvSource<?> source, List<ObjectInput> objects) {
        CsvInference inference = new CsvInference(source);
        int looked = 0;
        for (ObjectInput object : objects) {
            if (inference.rows >= ROWS || looked == OBJECTS) {
                break;
            }
            if (object.size() > 0) {
                inference.sample(object);
                looked++;
            }
        }
        return inference.types(source);
    }

    private void sample(ObjectInput object) {
        CsvRows of = format.rows(ObjectRange.whole(object));
        try {
            List<Sample> columns = new ArrayList<>();
            List<String> names = format.columns(of);
            OtherSeparator other = new OtherSeparator(known.containsAll(names) ? List.of() : names);
            for (String column : names) {
                columns.add(samples.computeIfAbsent(column, name -> new Sample(name, object.name())));
            }
            while (rows < ROWS && of.next()) {
                narrow(of, columns, other);
                rows++;
            }
            other.check(object.name(), separator);
        } finally {
            of.close();
        }
    }

    private static void narrow(CsvRows rows, List<Sample> columns, OtherSeparator other) {
        try {
            CsvFields fields = rows.fields();
            if (fields.count() != columns.size()) {
                return;
            }
            if (columns.size() == 1 && !fields.isEmpty(0)) {
                other.see(fields.text(0));
            }
            for (int i = 0; i < columns.size(); i++) {
                if (!fields.isEmpty(i)) {
                    columns.get(i).narrow(fields.text(i));
                }
            }
        } catch (MisfitException e) {
            // A bad record, which the share that reads it will deal with.
        }
    }

    private Map<String, ColumnType> types(CsvSource<?> source) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        samples.forEach((column, sample) -> {
            if (sample.isKnown()) {
                types.put(column, sample.type());
            }
        });
        source.columnTypes().forEach((column, type) -> {
            try {
                types.put(column, ColumnType.of(type, false, "column " + column));
            } catch (MisfitException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            if (!samples.isEmpty() && !samples.containsKey(column)) {
                throw new IllegalArgumentException("there is no column " + column + " in "
                        + samples.values().iterator().next().object + "; its columns are "
                        + new ArrayList<>(samples.keySet()));
            }
        });
        return types;
    }

    /** What was seen of a column. */
    private static final class Sample {

        private final String column;
        private final String object;
        private final List<Scalar> possible = new ArrayList<>(Inferred.CANDIDATES);
        private boolean any;

        Sample(String column, String object) {
            this.column = column;
            this.object = object;
        }

        void narrow(String text) {
            any = true;
            possible.removeIf(type -> !Inferred.fits(type, text));
        }

        boolean isKnown() {
            return any && !possible.isEmpty();
        }

        ColumnType type() {
            return new ColumnType(
                    possible.getFirst(),
                    Object.class,
                    false,
                    false,
                    " as in the first " + ROWS + " rows, from " + object
                            + " on; if it is something else, say so by column(\"" + column + "\", String.class)");
        }
    }
}
