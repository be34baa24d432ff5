package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several references to one method in one class, which Java serialization takes for each other. */
class MethodReferencesTest {

    private final KryoValueCodec codec = new KryoValueCodec(MethodReferencesTest.class.getClassLoader());

    record Trip(String zone) {}

    record Price(double amount) {
        Price plus(Price other) {
            return new Price(amount + other.amount);
        }
    }

    @SuppressWarnings("unchecked")
    private <T, R> RemoteFunction<T, R> travelled(RemoteFunction<T, R> function) {
        byte[] bytes = codec.encode(function, "function");
        return (RemoteFunction<T, R>) Objects.requireNonNull(codec.decode(bytes, 0, bytes.length));
    }

    @Test
    void aStaticMethodServesEveryType() throws Exception {
        RemoteFunction<Trip, List<Trip>> ofTrips = travelled(List::of);
        RemoteFunction<Price, List<Price>> ofPrices = travelled(List::of);

        assertThat(ofTrips.apply(new Trip("a"))).containsExactly(new Trip("a"));
        assertThat(ofPrices.apply(new Price(1))).containsExactly(new Price(1));
    }

    @Test
    void soDoesAMethodOfTheArgument() throws Exception {
        RemoteFunction<Trip, String> ofTrips = travelled(Object::toString);
        RemoteFunction<Price, String> ofPrices = travelled(Object::toString);

        assertThat(ofTrips.apply(new Trip("a"))).isEqualTo("Trip[zone=a]");
        assertThat(ofPrices.apply(new Price(1))).isEqualTo("Price[amount=1.0]");
    }

    @Test
    void andAMethodOfACapturedObjectOrAConstructor() throws Exception {
        Price price = new Price(1);
        RemoteFunction<Price, Price> plus = travelled(price::plus);
        RemoteFunction<Price, Object> loosely = travelled(price::plus);
        RemoteFunction<String, Trip> trip = travelled(Trip::new);
        RemoteFunction<String, Object> looseTrip = travelled(Trip::new);

        assertThat(plus.apply(price)).isEqualTo(new Price(2));
        assertThat(loosely.apply(price)).isEqualTo(new Price(2));
        assertThat(trip.apply("a")).isEqualTo(looseTrip.apply("a"));
    }
}
