package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ObjectInput;
import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.equality.KeyHash;
import dev.kinglet.store.Stores;
import dev.kinglet.store.TestStores;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of a store on their way: what travels is where they lie, and who reads them is whoever has them then. */
final class StoredInputTest {

    private final String location = "memory:" + UUID.randomUUID();
    private final Stores driver = TestStores.open();
    private final Stores worker = TestStores.open();
    private final KryoValueCodec codec = new KryoValueCodec(StoredInputTest.class.getClassLoader());

    @BeforeEach
    void write() {
        TestStores.ANY.at(location).put("a", "one\ntwo\n".getBytes(UTF_8));
    }

    private ObjectInput found() {
        return InputResolver.resolve(List.of(location + "/a"), driver).getFirst();
    }

    private ObjectInput sent(ObjectInput object) {
        byte[] bytes = codec.encode(object, "input");
        return (ObjectInput) Objects.requireNonNull(codec.decode(bytes, 0, bytes.length));
    }

    @Test
    void itIsReadByTheStoresThatItMetWhereItArrivedInWhateverThread() throws InterruptedException {
        ObjectInput arrived = worker.bind(() -> sent(found()));
        long before = driver.use().count();

        Thread own = Thread.ofPlatform().start(() -> assertThat(arrived.lines()).containsExactly("one", "two"));
        own.join();

        assertThat(worker.use().bytesRead()).isEqualTo(8);
        assertThat(driver.use().count()).isEqualTo(before);
    }

    @Test
    void oneThatArrivedNowhereIsReadByWhoeverHasStores() {
        ObjectInput stray = sent(found());

        assertThatThrownBy(stray::text).hasMessageContaining("this thread works for none");
        String text = worker.bind(() -> stray.text());
        assertThat(text).isEqualTo("one\ntwo\n");
    }

    @Test
    void objectsAreEqualAndKeysByWhatTheyAre() {
        ObjectInput arrived = worker.bind(() -> sent(found()));

        assertThat(arrived).isEqualTo(found()).hasSameHashCodeAs(found()).hasToString(location + "/a");
        assertThat(KeyHash.of(arrived)).isEqualTo(KeyHash.of(found()));
        TestStores.ANY.at(location).put("a", "changed".getBytes(UTF_8));
        assertThat(found()).isNotEqualTo(arrived);
    }
}
