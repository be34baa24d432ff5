package dev.kinglet.storage;

import static dev.kinglet.storage.StoreFixture.assertIllegal;
import static dev.kinglet.storage.StoreFixture.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does with keys, of any kind that S3 takes. */
interface KeyContract extends StoreFixture {

    static List<String> oddKeys() {
        return List.of(
                "plain",
                "a/b/c/d/e",
                "with space/ leading and trailing ",
                "per%cent/100%/%20/%2F/%%/%",
                "plus+and&and=and?and#and;and:and@and,and$",
                "tilde~/~/back\\slash/quote\"'`<>|*^{}[]!()",
                "umlaut äöüß/Ελληνικά/Кириллица/日本語/عربى",
                "emoji \uD83D\uDC26/\uD834\uDD1E",
                "combining e\u0301 and \u00e9",
                "no-break\u00a0space/zero\u200bwidth/\uFB01",
                ".hidden/..twodots/three.../.kinglet",
                ".kinglet/inside",
                "%+/%-/%=/x%+/x%-/x%=",
                "COM1/nul/trailing.",
                "x".repeat(300),
                "x".repeat(240) + "/" + "y".repeat(239) + "/" + "z".repeat(241),
                "ä".repeat(384),
                "1/".repeat(383) + "ab",
                "-/--/_/.a");
    }

    @ParameterizedTest
    @MethodSource("dev.kinglet.storage.KeyContract#oddKeys")
    default void anyLegalKeyWorksInEveryRequest(String key) throws IOException {
        store().putIfAbsent(key, utf8("first"));
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store().putIfAbsent(key, utf8("x")));
        store().put(key, utf8("second"));

        assertThat(store().get(key)).asString(UTF_8).isEqualTo("second");
        assertThat(store().get(key, 1, 3)).asString(UTF_8).isEqualTo("eco");
        assertThat(store().head(key)).map(ObjectInfo::key).contains(key);
        assertThat(keys("")).containsExactly(key);
        assertThat(keys(key)).containsExactly(key);
        assertThat(keys(key.substring(0, key.offsetByCodePoints(0, 1)))).containsExactly(key);
        assertThat(store().list("", key, 10).objects()).isEmpty();

        store().copy(key, "copy");
        store().delete(key);
        assertThat(keys("")).containsExactly("copy");
        store().copy("copy", key);
        assertThat(store().get(key)).asString(UTF_8).isEqualTo("second");
        store().deleteAll(List.of(key, "copy"));
        upload(key, utf8("third"));
        assertThat(store().get(key)).asString(UTF_8).isEqualTo("third");
        store().deleteAll(List.of(key));
        assertThat(store().head(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/.",
                "./a",
                "a/../b",
                "../a",
                "nul\u0000",
                "line\nfeed",
                "del\u007f",
                "\u0085",
                "\uFFFE",
                "\uFFFF"
            })
    default void anIllegalKeyIsRefusedByEveryRequest(String key) {
        assertIllegal(() -> store().put(key, new byte[0]));
        assertIllegal(() -> store().putIfAbsent(key, new byte[0]));
        assertIllegal(() -> store().upload(key));
        assertIllegal(() -> store().get(key));
        assertIllegal(() -> store().get(key, 0, 1));
        assertIllegal(() -> store().open(key, 0));
        assertIllegal(() -> store().head(key));
        assertIllegal(() -> store().copy(key, "legal"));
        assertIllegal(() -> store().copy("legal", key));
        assertIllegal(() -> store().delete(key));
        assertIllegal(() -> store().deleteAll(List.of("legal", key)));
    }

    @Test
    default void aKeyOverTheLimitOrOfHalfACharacterIsRefused() {
        assertIllegal(() -> store().put("ä".repeat(384) + "a", new byte[0]));
        assertIllegal(() -> store().put("\uD83D", new byte[0]));
        assertIllegal(() -> store().put("\uDC26\uD83D", new byte[0]));
    }

    @Test
    default void aKeyAndKeysBelowItExistSideBySide() throws IOException {
        store().put("first", utf8("first"));
        if (keepsKeysAsPaths()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store().put("first/below/deep", utf8("below")))
                    .withMessageContaining("first/below/deep");
            return;
        }
        store().put("first/below/deep", utf8("below"));
        store().put("second/below", utf8("below"));
        store().putIfAbsent("second", utf8("second"));
        upload("first/below", utf8("between"));

        assertThat(keys("")).containsExactly("first", "first/below", "first/below/deep", "second", "second/below");
        for (String key : List.of("first", "second")) {
            assertThat(store().get(key)).asString(UTF_8).isEqualTo(key);
            assertThat(store().head(key)).isPresent();
            assertThatExceptionOfType(PreconditionFailedException.class)
                    .isThrownBy(() -> store().putIfAbsent(key, utf8("x")));
        }
        store().deleteAll(List.of("first/below", "first/below/deep", "second/below"));
        assertThat(keys("")).containsExactly("first", "second");
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store().putIfAbsent("first", utf8("x")));
        store().put("first", utf8("replaced"));
        assertThat(store().get("first")).asString(UTF_8).isEqualTo("replaced");
        assertThat(keys("")).containsExactly("first", "second");
    }
}
