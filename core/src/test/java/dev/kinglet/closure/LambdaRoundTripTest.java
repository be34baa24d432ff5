package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import java.io.Serializable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Lambdas compute the same behind a codec, with what they captured. */
final class LambdaRoundTripTest extends RoundTrip {

    static int twice(int number) {
        return number * 2;
    }

    @Test
    void lambdasOfEveryKindStillCompute() throws Exception {
        int captured = 5;
        RemoteFunction<Integer, Integer> inner = x -> x + captured;
        RemoteFunction<Integer, Integer> outer = x -> inner.apply(x) * 10;
        assertThat(through(outer).apply(1)).isEqualTo(60);

        RemoteFunction<Integer, Integer> reference = LambdaRoundTripTest::twice;
        assertThat(through(reference).apply(4)).isEqualTo(8);

        RemoteFunction<Integer, Point> constructor = x -> new Point(x, x);
        assertThat(through(constructor).apply(4)).isEqualTo(new Point(4, 4));

        RemoteFunction<String, Integer> unbound = String::length;
        assertThat(through(unbound).apply("abc")).isEqualTo(3);

        RemoteFunction<Integer, String> bound = "abcdef"::substring;
        assertThat(through(bound).apply(4)).isEqualTo("ef");

        RemoteFunction<Integer, int[]> array = int[]::new;
        assertThat(through(array).apply(2)).hasSize(2);

        Supplier<String> supplier = (Supplier<String> & Serializable) () -> "cast";
        assertThat(through(supplier).get()).isEqualTo("cast");
    }

    /** Captures itself: an inner class sees the fields of the outer one. */
    static final class Service {
        private final int base;

        Service(int base) {
            this.base = base;
        }

        RemoteFunction<Integer, Integer> lambda() {
            return x -> x + base;
        }

        RemoteFunction<Integer, Integer> anonymous(int more) {
            return new RemoteFunction<>() {
                @Override
                public Integer apply(Integer x) {
                    return x + base + more;
                }
            };
        }

        final class Inner implements Function<Integer, Integer> {
            @Override
            public Integer apply(Integer x) {
                return x * base;
            }
        }
    }

    @Test
    void whatCapturesThisBringsItAlong() throws Exception {
        Service service = new Service(100);

        assertThat(through(service.lambda()).apply(1)).isEqualTo(101);
        assertThat(through(service.anonymous(10)).apply(1)).isEqualTo(111);
        assertThat(through(service.new Inner()).apply(2)).isEqualTo(200);
    }
}
