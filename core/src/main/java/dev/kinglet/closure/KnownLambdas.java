package dev.kinglet.closure;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lambdas of the JDK's own that capture nothing: each is one object, which is known when it is met. */
final class KnownLambdas {

    private static final List<Supplier<Object>> KNOWN = List.of(
            Function::identity,
            UnaryOperator::identity,
            IntUnaryOperator::identity,
            LongUnaryOperator::identity,
            DoubleUnaryOperator::identity,
            () -> Predicate.isEqual(null));

    private KnownLambdas() {}

    /** The number of a lambda, or -1 where it is none of these. */
    @SuppressWarnings("ReferenceEquality") // the very object
    static int number(Object lambda) {
        if (!Form.isOfTheJdk(lambda.getClass())) {
            return -1;
        }
        for (int i = 0; i < KNOWN.size(); i++) {
            if (KNOWN.get(i).get() == lambda) {
                return i;
            }
        }
        return -1;
    }

    static Object at(int number) {
        return KNOWN.get(number).get();
    }
}
