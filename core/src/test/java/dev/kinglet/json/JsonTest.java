package dev.kinglet.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Held against Jackson, which is known to be right. */
final class JsonTest {

    private static JsonReader reader(String document) {
        return new JsonReader(document.getBytes(UTF_8));
    }

    private static String everything() {
        StringBuilder text = new StringBuilder();
        for (char c = 0; c < 0x300; c++) {
            text.append(c);
        }
        return text.append("€\uFFFD\"\\/").appendCodePoint(0x1F426).toString();
    }

    @Test
    void stringsComeBackAsTheyWereAndJacksonReadsTheSame() {
        byte[] document = new JsonWriter(0).string(everything()).toBytes();
        assertThat(new JsonReader(document).string()).isEqualTo(everything());
        try (JsonParser jackson = new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            assertThat(jackson.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            assertThat(jackson.getString()).isEqualTo(everything());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 99, 100, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void numbersComeBackAsTheyWere(long number) {
        byte[] document = new JsonWriter(0).number(number).toBytes();
        assertThat(new String(document, UTF_8)).isEqualTo(Long.toString(number));
        assertThat(new JsonReader(document).number()).isEqualTo(number);
    }

    @Test
    void bytesComeBackAsTheyWere() {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            byte[] document = new JsonWriter(0).binary(bytes).toBytes();
            assertThat(new JsonReader(document).binary()).isEqualTo(bytes);
        }
    }

    @Test
    void aGatewayMayEscapeTheSlashesOfBase64() {
        assertThat(reader("\"\\/\\/8=\"").binary()).isEqualTo(new byte[] {-1, -1});
    }

    @Test
    void whiteSpaceAndEscapesOfOthersAreUnderstood() {
        JsonReader json =
                reader(" \n{ \"a\\u0062\\ud83d\\udc26\" :\t[ 1 , true,false , \"\\b\\f\\n\\r\\t\\/\" ] , \"z\":{} } ");
        json.beginObject();
        assertThat(json.nextField()).isEqualTo("ab" + Character.toString(0x1F426));
        json.beginArray();
        assertThat(json.element().integer()).isEqualTo(1);
        assertThat(json.element().bool()).isTrue();
        assertThat(json.element().bool()).isFalse();
        assertThat(json.element().string()).isEqualTo("\b\f\n\r\t/");
        assertThat(json.nextElement()).isFalse();
        assertThat(json.nextField()).isEqualTo("z");
        json.skip();
        assertThat(json.nextField()).isNull();
        json.end();
    }

    @Test
    void whatIsNotKnownIsSkipped() {
        JsonReader json = reader("[{\"a\":[1,{\"b\":null}],\"c\":\"]\"},-1.5e+7,null,true,[[]],7]");
        json.beginArray();
        for (int i = 0; i < 5; i++) {
            json.element().skip();
        }
        assertThat(json.element().integer()).isEqualTo(7);
        assertThat(json.nextElement()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.5",
                "1e3",
                "--1",
                "-",
                "x",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "1a"
            })
    void whatIsNoWholeNumberIsRefused(String document) {
        assertThatThrownBy(() -> reader(document).number()).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\n\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "1", "\"abc"})
    void whatIsNoStringIsRefused(String document) {
        assertThatThrownBy(() -> reader(document).string()).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1 2]", "[1,]", "[,1]", "[1", "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "{\"a\":}", "[}", "[1]]"})
    void whatIsNotBalancedOrSeparatedIsRefused(String document) {
        assertThatThrownBy(() -> {
                    JsonReader json = reader(document);
                    json.skip();
                    json.end();
                })
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void anEndlessNestingIsRefusedBeforeTheStackEnds() {
        assertThatThrownBy(() -> reader("[".repeat(1_000_000)).skip()).hasMessageContaining("at most 256 levels");
    }

    /** Documents of any form, with a byte changed: they are read, or refused, and nothing else. */
    @Test
    void damagedDocumentsAreReadOrRefused() {
        Random random = new Random(7);
        List<Integer> refused = new ArrayList<>();
        for (int round = 0; round < 20_000; round++) {
            byte[] document = "{\"a\":[1,-2,{\"b\":\"c\\n\"}],\"d\":true,\"e\":\"AAAA\"}".getBytes(UTF_8);
            document[random.nextInt(document.length)] = (byte) random.nextInt(256);
            try {
                JsonReader json = new JsonReader(document);
                json.skip();
                json.end();
            } catch (MalformedJsonException e) {
                refused.add(round);
            }
        }
        assertThat(refused).hasSizeBetween(1_000, 19_999);
    }

    @Test
    void theMessageSaysWhatWasExpectedAndWhere() {
        assertThatThrownBy(() -> reader(" {").beginArray()).hasMessage("expected an array at byte 1, found \"{\"");
    }
}
