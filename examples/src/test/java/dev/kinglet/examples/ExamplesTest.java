package dev.kinglet.examples;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Job;
import dev.kinglet.examples.chain.VerseLengths;
import dev.kinglet.examples.digits.MeanDigits;
import dev.kinglet.examples.flights.MeanDelays;
import dev.kinglet.examples.pi.MonteCarloPi;
import dev.kinglet.examples.squares.SquaresAndSum;
import dev.kinglet.examples.strikes.BirdStrikes;
import dev.kinglet.examples.wordcount.WordCount;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example asserts its own answer, here on every local platform. */
class ExamplesTest {

    @TempDir
    Path store;

    static Stream<Arguments> examplesOnPlatforms() {
        return Stream.of(
                        new SquaresAndSum(),
                        new MonteCarloPi(),
                        new WordCount(),
                        new MeanDigits(),
                        new VerseLengths(),
                        new MeanDelays(),
                        new BirdStrikes())
                .flatMap(example -> Stream.of("process", "thread").map(platform -> Arguments.of(example, platform)));
    }

    @ParameterizedTest
    @MethodSource("examplesOnPlatforms")
    void anExampleFindsItsAnswer(Job example, String platform) {
        Map<String, String> settings = Map.of("platform", platform, "store", store.toString(), "workers", "2");
        try (FunctionExecutor executor = FunctionExecutor.create(settings)) {
            assertThatCode(() -> example.run(executor, new String[0])).doesNotThrowAnyException();
        }
    }
}
