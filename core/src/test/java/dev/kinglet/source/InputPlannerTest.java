package dev.kinglet.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ObjectInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InputPlannerTest {

    private static final long MEGABYTE = 1 << 20;

    private static List<ObjectInput> objects(long... sizes) {
        return LongStream.of(sizes)
                .<ObjectInput>mapToObj(size -> new FileInput("/" + size, size, 0))
                .toList();
    }

    @Test
    void neighboursArePackedUntilThePackIsFull() {
        List<ObjectInput> objects = objects(400_000, 400_000, 400_000, 10_000_000, 1, 2);

        List<List<ObjectInput>> packs = InputPlanner.pack(objects, MEGABYTE);

        assertThat(packs)
                .containsExactly(
                        objects.subList(0, 2), objects.subList(2, 3), objects.subList(3, 4), objects.subList(4, 6));
    }

    @Test
    void noObjectIsLostOrMovedWhateverTheSizes() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<ObjectInput> objects =
                    objects(random.longs(random.nextInt(300), 0, 3 * MEGABYTE).toArray());
            long target = 1 + random.nextLong(8 * MEGABYTE);

            List<List<ObjectInput>> packs = InputPlanner.pack(objects, target);

            List<ObjectInput> unpacked = new ArrayList<>();
            packs.forEach(unpacked::addAll);
            assertThat(unpacked).isEqualTo(objects);
            assertThat(packs).noneMatch(List::isEmpty);
            assertThat(packs)
                    .allMatch(pack -> pack.size() == 1
                            || pack.stream().mapToLong(ObjectInput::size).sum() <= target);
        }
    }

    @Test
    void everyWorkerGetsSeveralPacksWhereThereIsEnough() {
        List<ObjectInput> objects =
                objects(LongStream.generate(() -> 14_000).limit(15_000).toArray());

        assertThat(InputPlanner.packFor(objects, 2)).hasSizeBetween(8, 9);
        assertThat(InputPlanner.packFor(objects, 16)).hasSizeBetween(64, 66);
    }

    @Test
    void packsAreNeitherTinyNorHuge() {
        assertThat(InputPlanner.targetBytes(1_000, 2)).isEqualTo(MEGABYTE);
        assertThat(InputPlanner.targetBytes(100_000 * MEGABYTE, 2)).isEqualTo(64 * MEGABYTE);
    }

    @Test
    void nothingIsPackedIntoNothing() {
        assertThat(InputPlanner.packFor(List.of(), 4)).isEmpty();
    }
}
