package dev.kinglet.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.closure.KryoValueCodec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of generated classes, in two class loaders, whose enums and classes have identities of their own as those of two processes have. */
class KeyClassesTest {

    @TempDir
    static Path folder;

    private static ClassLoader here;
    private static ClassLoader there;

    @BeforeAll
    static void compile() throws Exception {
        KeyClasses.compile(folder);
        here = KeyClasses.load(folder);
        there = KeyClasses.load(folder);
    }

    @Test
    void everyKeyHasOneHashEverywhere() throws Exception {
        List<Object> keys = KeyClasses.keys(here);
        List<Object> others = KeyClasses.keys(there);

        assertThat(keys).hasSizeGreaterThan(400);
        for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i);
            assertThat(key.getClass()).isNotSameAs(others.get(i).getClass());
            assertThat(KeyHash.of(others.get(i))).as(describe(i, key)).isEqualTo(KeyHash.of(key));
        }
    }

    @Test
    void keysThatTravelAreFoundAgainWhateverTheyKeepOfTheirHashCodes() throws Exception {
        List<Object> keys = KeyClasses.keys(here);
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys); // which fills what is computed once
        List<Object> fresh = KeyClasses.keys(there);
        KryoValueCodec sender = new KryoValueCodec(here);
        KryoValueCodec receiver = new KryoValueCodec(there);

        for (int i = 0; i < keys.size(); i++) {
            byte[] bytes = sender.encode(keys.get(i), "key");
            Object arrived = Objects.requireNonNull(receiver.decode(bytes, 0, bytes.length));
            assertThat(KeyHash.same(arrived, fresh.get(i)))
                    .as(describe(i, arrived))
                    .isTrue();
            assertThat(KeyHash.of(arrived)).as(describe(i, arrived)).isEqualTo(KeyHash.of(fresh.get(i)));
            assertThat(KeyHash.local(arrived)).as(describe(i, arrived)).isEqualTo(KeyHash.local(fresh.get(i)));
        }
    }

    @Test
    void hashesTellKeysApart() throws Exception {
        Map<Class<?>, Map<Long, Object>> byClass = new LinkedHashMap<>();
        List<Object> keys = KeyClasses.keys(here);
        for (Object key : keys) {
            byClass.computeIfAbsent(key.getClass(), type -> new HashMap<>()).put(KeyHash.of(key), key);
        }

        assertThat(byClass.entrySet())
                .filteredOn(each -> each.getValue().size() < 4)
                .extracting(each -> each.getKey().getName() + StableHash.kind(each.getKey()))
                .isEmpty();
    }

    private static String describe(int number, Object key) {
        return "key " + number + " of " + key.getClass() + ", " + StableHash.kind(key.getClass());
    }
}
