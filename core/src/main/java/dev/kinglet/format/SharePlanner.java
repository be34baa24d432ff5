package dev.kinglet.format;

import dev.kinglet.ArrowSource;
import dev.kinglet.CollectionSource;
import dev.kinglet.CsvSource;
import dev.kinglet.FixedSource;
import dev.kinglet.JsonSource;
import dev.kinglet.ObjectInput;
import dev.kinglet.ObjectSource;
import dev.kinglet.ParquetSource;
import dev.kinglet.RangeSource;
import dev.kinglet.Row;
import dev.kinglet.Source;
import dev.kinglet.TextSource;
import dev.kinglet.source.InputResolver;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a source into what single calls read. Run by the driver; lists objects, and reads from few or none. */
public final class SharePlanner {

    private SharePlanner() {}

    /**
     * The shares of a source: their records one after the other are the source's, each once and in its order. Large objects are cut, small
     * ones are packed.
     *
     * @param stores whose stores objects are found in and read by
     * @param targetBytes about how large shares should be, at least 1
     * @param leastShares how many there should be at least, at least 1, even if they are smaller then. There are fewer where the source
     *     cannot be cut so often
     * @throws IllegalArgumentException if a pattern matches nothing or what cannot be read
     */
    @SuppressWarnings("unchecked") // each kind of source is cut into shares of its own records
    public static <T> List<Share<T>> plan(Source<T> source, Stores stores, long targetBytes, int leastShares) {
        if (targetBytes < 1 || leastShares < 1) {
            throw new IllegalArgumentException(
                    "targetBytes and leastShares must be at least 1, but are " + targetBytes + " and " + leastShares);
        }
        return (List<Share<T>>) (List<?>) new SharePlan(stores, targetBytes, leastShares).of(source);
    }

    /** How finely to cut. */
    private record SharePlan(Stores stores, long targetBytes, int leastShares) {

        List<? extends Share<?>> of(Source<?> source) {
            if (source instanceof TextSource text) {
                return objects(text.patterns(), new TextFormat(text.delimiter(), text.charset()));
            }
            if (source instanceof CsvSource<?> csv) {
                return csv(csv);
            }
            if (source instanceof JsonSource<?> json) {
                return objects(json.patterns(), new JsonFormat<>(json));
            }
            if (source instanceof ArrowSource<?> arrow) {
                return objects(arrow.patterns(), new TableFormat<>(arrow.type(), TableForm.ARROW, arrow.badRecords()));
            }
            if (source instanceof ParquetSource<?> parquet) {
                return objects(
                        parquet.patterns(), new TableFormat<>(parquet.type(), TableForm.PARQUET, parquet.badRecords()));
            }
            if (source instanceof FixedSource fixed) {
                return objects(fixed.patterns(), new FixedFormat(fixed.recordBytes(), fixed.badRecords()));
            }
            if (source instanceof ObjectSource<?> whole) {
                return objects(whole.patterns(), new ReaderFormat<>(whole.reader()));
            }
            if (source instanceof CollectionSource<?> collection) {
                return values(collection.values());
            }
            if (source instanceof RangeSource range) {
                return numbers(range);
            }
            throw new IllegalArgumentException("a source of "
                    + source.getClass().getName() + " cannot be read; make sources by dev.kinglet.Sources");
        }

        private <T> List<Share<T>> csv(CsvSource<T> source) {
            List<ObjectInput> objects = InputResolver.resolve(source.patterns(), stores);
            boolean typed = source.type() != Row.class;
            return shares(objects, new CsvFormat<>(source, typed ? Map.of() : CsvInference.infer(source, objects)));
        }

        private <T> List<Share<T>> objects(List<String> patterns, ObjectFormat<T> format) {
            boolean table = format instanceof TableFormat;
            return shares(
                    table ? InputResolver.resolveFilled(patterns, stores) : InputResolver.resolve(patterns, stores),
                    format);
        }

        private <T> List<Share<T>> shares(List<ObjectInput> objects, ObjectFormat<T> format) {
            return RangePlanner.plan(objects, format, targetBytes, leastShares).stream()
                    .<Share<T>>map(ranges -> new ObjectShare<>(format, ranges))
                    .toList();
        }

        private <T> List<Share<T>> values(List<T> values) {
            List<Share<T>> shares = new ArrayList<>();
            long count = count(new ValueShare<>(values).bytes(), values.size());
            for (long i = 0; i < count; i++) {
                // A copy: a view would travel with all of the list.
                shares.add(new ValueShare<>(new ArrayList<>(values.subList(
                        (int) bound(values.size(), i, count), (int) bound(values.size(), i + 1, count)))));
            }
            return shares;
        }

        private List<Share<Long>> numbers(RangeSource range) {
            List<Share<Long>> shares = new ArrayList<>();
            long length = Math.max(0, range.to() - range.from());
            long count = count(0, length);
            for (long i = 0; i < count; i++) {
                shares.add(new NumberShare(
                        range.from() + bound(length, i, count), range.from() + bound(length, i + 1, count)));
            }
            return shares;
        }

        /** How many shares, of which none is empty. */
        private long count(long bytes, long values) {
            return Math.min(values, Math.max(leastShares, Math.ceilDiv(bytes, targetBytes)));
        }

        /** Where share {@code i} of {@code count} begins. */
        private static long bound(long length, long i, long count) {
            return length / count * i + Math.min(i, length % count);
        }
    }
}
