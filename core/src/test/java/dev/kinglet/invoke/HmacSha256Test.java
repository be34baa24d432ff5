package dev.kinglet.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class HmacSha256Test {

    /** Test case 2 of RFC 4231. */
    @Test
    void givesWhatTheStandardGives() {
        HmacSha256 mac = new HmacSha256("Jefe".getBytes(UTF_8));
        byte[] data = "what do ya want for nothing?".getBytes(UTF_8);
        mac.update(data, 0, data.length);
        assertThat(HexFormat.of().formatHex(mac.sign()))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void givesWhatTheJdkGivesForAnyKeyAndData() throws GeneralSecurityException {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            byte[] key = new byte[1 + random.nextInt(64)];
            byte[] data = new byte[random.nextInt(500)];
            random.nextBytes(key);
            random.nextBytes(data);
            Mac expected = Mac.getInstance("HmacSHA256");
            expected.init(new SecretKeySpec(key, "HmacSHA256"));
            HmacSha256 mac = new HmacSha256(key);
            mac.update(data, 0, data.length);
            assertThat(mac.sign()).isEqualTo(expected.doFinal(data));
        }
    }

    @Test
    void aKeyThatWouldHaveToBeHashedIsRefused() {
        assertThatThrownBy(() -> new HmacSha256(new byte[65])).hasMessageContaining("this has 65");
    }
}
