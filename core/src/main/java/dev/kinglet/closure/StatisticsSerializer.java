package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;

/**
 * What the streams' {@code summaryStatistics} give, which are not Serializable but can be made from what they tell. That of doubles also has
 * a correction of its sum, which it tells nobody but another one: it is read by adding it to one that cancels its sum, and is put back by
 * adding so little that the sum itself does not change.
 */
abstract class StatisticsSerializer<T> extends Serializer<T> {

    static final class OfInts extends StatisticsSerializer<IntSummaryStatistics> {
        @Override
        public void write(Kryo kryo, Output output, IntSummaryStatistics s) {
            output.writeVarLong(s.getCount(), true);
            output.writeVarInt(s.getMin(), false);
            output.writeVarInt(s.getMax(), false);
            output.writeVarLong(s.getSum(), false);
        }

        @Override
        public IntSummaryStatistics read(Kryo kryo, Input input, Class<? extends IntSummaryStatistics> type) {
            return new IntSummaryStatistics(
                    input.readVarLong(true),
                    input.readVarInt(false),
                    input.readVarInt(false),
                    input.readVarLong(false));
        }
    }

    static final class OfLongs extends StatisticsSerializer<LongSummaryStatistics> {
        @Override
        public void write(Kryo kryo, Output output, LongSummaryStatistics s) {
            output.writeVarLong(s.getCount(), true);
            output.writeVarLong(s.getMin(), false);
            output.writeVarLong(s.getMax(), false);
            output.writeVarLong(s.getSum(), false);
        }

        @Override
        public LongSummaryStatistics read(Kryo kryo, Input input, Class<? extends LongSummaryStatistics> type) {
            return new LongSummaryStatistics(
                    input.readVarLong(true),
                    input.readVarLong(false),
                    input.readVarLong(false),
                    input.readVarLong(false));
        }
    }

    static final class OfDoubles extends StatisticsSerializer<DoubleSummaryStatistics> {
        @Override
        public void write(Kryo kryo, Output output, DoubleSummaryStatistics s) {
            double correction = correction(s);
            if (!tellsTheSame(s, make(s.getCount(), s.getMin(), s.getMax(), s.getSum(), correction))) {
                throw new RefusedException(
                        s,
                        s.getClass(),
                        "whose sum is no number that it could be made from. Use its getCount(), getMin(), getMax() and getSum().");
            }
            output.writeVarLong(s.getCount(), true);
            output.writeLong(Double.doubleToRawLongBits(s.getMin()));
            output.writeLong(Double.doubleToRawLongBits(s.getMax()));
            output.writeLong(Double.doubleToRawLongBits(s.getSum()));
            output.writeLong(Double.doubleToRawLongBits(correction));
        }

        @Override
        public DoubleSummaryStatistics read(Kryo kryo, Input input, Class<? extends DoubleSummaryStatistics> type) {
            return make(
                    input.readVarLong(true),
                    Double.longBitsToDouble(input.readLong()),
                    Double.longBitsToDouble(input.readLong()),
                    Double.longBitsToDouble(input.readLong()),
                    Double.longBitsToDouble(input.readLong()));
        }

        /** What the sum is too large by, or zero where there is no finite sum. */
        private static double correction(DoubleSummaryStatistics s) {
            if (s.getCount() < 2 || !Double.isFinite(s.getSum())) {
                return 0;
            }
            DoubleSummaryStatistics cancelling = new DoubleSummaryStatistics(1, 0, 0, -s.getSum());
            cancelling.combine(s);
            double rest = -cancelling.getSum();
            return Double.isFinite(rest) ? rest : 0;
        }

        private static DoubleSummaryStatistics make(long count, double min, double max, double sum, double correction) {
            if (Double.isNaN(sum) && min == Double.NEGATIVE_INFINITY && max == Double.POSITIVE_INFINITY && count > 1) {
                DoubleSummaryStatistics both = new DoubleSummaryStatistics(count - 1, max, max, max);
                both.accept(min);
                return both;
            }
            if (Double.isNaN(sum) != Double.isNaN(min)) {
                return new DoubleSummaryStatistics(); // nothing that could be made
            }
            if (correction == 0) {
                return new DoubleSummaryStatistics(count, min, max, sum);
            }
            DoubleSummaryStatistics made = new DoubleSummaryStatistics(count - 1, min, max, sum);
            made.combine(new DoubleSummaryStatistics(1, min, max, -correction));
            return made;
        }

        private static boolean tellsTheSame(DoubleSummaryStatistics one, DoubleSummaryStatistics other) {
            return one.getCount() == other.getCount()
                    && Double.compare(one.getMin(), other.getMin()) == 0
                    && Double.compare(one.getMax(), other.getMax()) == 0
                    && Double.compare(one.getSum(), other.getSum()) == 0
                    && Double.compare(correction(one), correction(other)) == 0;
        }
    }
}
