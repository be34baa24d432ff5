package dev.kinglet.bench.flops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiplicationTest {

    private static byte @Nullable [] bundle;

    @BeforeAll
    static void pack() throws Exception {
        bundle = NativeBundle.pack(NativeBundle.here());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "7,1", "97,2", "521,3"})
    void productsOfEachEngineAreRight(int size, int threads) {
        Matrices matrices = new Matrices(size);

        for (Multipliers.Engine engine : Multipliers.Engine.values()) {
            matrices.fill(size);
            matrices.multiply(Multipliers.find(engine, threads, () -> bundle), 2);

            assertThat(matrices.error(2)).as(engine.name()).isLessThan(1e-12);
        }
    }

    @Test
    void theNativeLibraryIsTakenWhereThereIsOne() {
        String name = Multipliers.find(Multipliers.Engine.AUTO, 1, () -> bundle).name();

        assertThat(name).startsWith(bundle == null ? "Vector API" : "OpenBLAS");
    }

    @Test
    void withoutALibraryTheVectorApiIsTakenAndSaysWhy() {
        assertThat(Multipliers.find(Multipliers.Engine.AUTO, 4, () -> null).name())
                .startsWith("Vector API of ")
                .contains("there is no OpenBLAS");
    }

    @Test
    void anEngineThatWasNamedIsNotReplacedByAnother() {
        assertThatThrownBy(() -> Multipliers.find(Multipliers.Engine.OPENBLAS, 5, () -> new byte[] {1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("OPENBLAS cannot be used");
        assertThatThrownBy(() -> Multipliers.Engine.of("mkl"))
                .hasMessage("there is no engine \"mkl\"; there are auto, openblas, vector and plain");
    }

    @Test
    void aWrongProductIsFound() {
        Multiplier forgetsTheLastRow = new Multiplier() {
            @Override
            public String name() {
                return "forgetful";
            }

            @Override
            public void multiplyAdd(int size, MemorySegment a, MemorySegment b, MemorySegment c) {
                new BlockedLoops(new PlainKernel(), 1).multiplyAdd(size, a, b, c);
                c.asSlice((long) (size - 1) * size * Double.BYTES).fill((byte) 0);
            }
        };

        assertThatThrownBy(() -> new FlopsFunction(64, 2, 1, Multipliers.Engine.PLAIN, null).run(forgetsTheLastRow, 3))
                .hasMessageContaining("the product of two matrices of 64 x 64 by forgetful is wrong");
    }

    @Test
    void operationsAreCountedAsPyWrenDoes() {
        assertThat(new FlopsFunction(4_096, 5, 1, Multipliers.Engine.PLAIN, null).operations())
                .isEqualTo(687_194_767_360L);
    }

    @Test
    void theBundleIsTheSameEachTime() throws Exception {
        assertThat(NativeBundle.pack(NativeBundle.here())).isEqualTo(bundle);
        assertThat(NativeBundle.pack("plan9-vax")).isNull();
    }
}
