package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Aggregations;
import dev.kinglet.CallFailedException;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.Joined;
import dev.kinglet.Pair;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Keys are equal as {@code equals} has it, whatever their hash codes are in the processes that see them. */
interface EqualKeysContract extends DatasetFixture {

    /** Every number under a key of each kind. */
    private Dataset<Pair<Object, Long>> keyed() {
        return numbers()
                .flatMap(number -> IntStream.range(0, HashedKeys.KINDS)
                        .mapToObj(kind -> new Pair<>(HashedKeys.of(kind, number), number))
                        .toList());
    }

    /** Each key that is expected is found once, with its numbers. */
    private static <T> void check(
            List<T> found, Function<T, Object> key, Function<T, Object> value, Function<LongStream, Object> expected) {
        assertThat(found).hasSize(HashedKeys.KINDS * HashedKeys.EACH);
        for (int kind = 0; kind < HashedKeys.KINDS; kind++) {
            for (int each = 0; each < HashedKeys.EACH; each++) {
                long rest = each;
                Object sought = HashedKeys.of(kind, each);
                assertThat(found)
                        .filteredOn(one -> key.apply(one).equals(sought))
                        .extracting(value)
                        .containsExactly(
                                expected.apply(LongStream.range(0, NUMBERS).filter(n -> n % HashedKeys.EACH == rest)));
            }
        }
    }

    @Test
    default void equalKeysAreCountedTogether() {
        check(keyed().map(Pair::key).countByKey().collect(), Count::key, Count::count, LongStream::count);
        assertThat(keyed().map(Pair::key).distinct().count()).isEqualTo(HashedKeys.KINDS * HashedKeys.EACH);
    }

    @Test
    default void equalKeysAreAggregatedAndGroupedTogether() {
        check(
                keyed().keyBy(Pair::key)
                        .mapValues(Pair::value)
                        .reduceByKey(Long::sum)
                        .collect(),
                Pair::key,
                Pair::value,
                LongStream::sum);
        check(
                keyed().keyBy(Pair::key)
                        .mapValues(Pair::value)
                        .groupByKey()
                        .map(group -> new Pair<>(group.key(), group.toList()))
                        .collect(),
                Pair::key,
                Pair::value,
                numbers -> numbers.boxed().toList());
    }

    @Test
    default void equalKeysFindEachOtherInJoins() {
        Dataset<Pair<Object, Long>> few = keyed().filter(pair -> pair.value() < HashedKeys.EACH);
        List<Joined<Object, Long, Long>> joined = keyed().keyBy(Pair::key)
                .mapValues(Pair::value)
                .join(few.keyBy(Pair::key).mapValues(Pair::value))
                .collect();

        assertThat(joined)
                .hasSize((int) NUMBERS * HashedKeys.KINDS)
                .allSatisfy(row -> assertThat(row.left() % HashedKeys.EACH).isEqualTo(row.right()));
    }

    @Test
    default void keysThatAreEqualOnlyToThemselvesAreRefusedByTheNameOfTheirClass() {
        assertThatThrownBy(() -> numbers()
                        .<Object>keyBy(number -> List.of(new AtomicInteger(1)))
                        .aggregate(Aggregations.counting())
                        .collect())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("java.util.concurrent.atomic.AtomicInteger");
    }

    @Test
    default void aKeyFunctionThatSaysThatItGivesAnIdentityIsRefusedWhereItIsWritten() {
        assertThatThrownBy(() -> numbers().keyBy(number -> new long[] {number}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("long[]");
    }
}
