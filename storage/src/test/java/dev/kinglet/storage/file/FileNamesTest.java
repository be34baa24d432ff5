package dev.kinglet.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.storage.file.FileNames.Decoded;
import dev.kinglet.storage.file.FileNames.Kind;
import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void anOrdinaryKeyIsItsOwnPath() {
        for (String key :
                new String[] {"a", "jobs/1/0/commit", "with space/+~!*'()", ".hidden", ".kinglets/x", "x".repeat(239)
                }) {
            assertThat(FileNames.encode(key)).isEqualTo(key);
        }
    }

    @Test
    void whatAFileSystemMayNotHoldIsEscaped() {
        assertThat(FileNames.encode("ä/100%")).isEqualTo("%C3%A4/100%25");
        assertThat(FileNames.encode(".kinglet")).isEqualTo("%2Ekinglet");
        assertThat(FileNames.encode(".kinglet/a")).isEqualTo("%2Ekinglet/a");
        assertThat(FileNames.encode("x".repeat(240))).isEqualTo("x".repeat(240) + "%+/%-");
        assertThat(FileNames.encode("x".repeat(240) + "/y")).isEqualTo("x".repeat(240) + "%+/%-/y");
        assertThat(FileNames.encode("x".repeat(500)))
                .isEqualTo("x".repeat(240) + "%+/" + "x".repeat(240) + "%+/" + "x".repeat(20));
    }

    @Test
    void noNameIsLongerThanFileSystemsTake() {
        for (String key :
                new String[] {"x".repeat(768), "ä".repeat(384), "%".repeat(768), "\uD83D\uDC26".repeat(192)}) {
            for (String name : FileNames.encode(key).split("/", -1)) {
                assertThat(name.length() + FileNames.ASIDE.length()).isLessThanOrEqualTo(255);
            }
        }
    }

    @Test
    void onlyWhatIsWrittenIsAnEscape() {
        assertThat(FileNames.decode("%C3%A4")).isEqualTo(new Decoded("\u00c3\u00a4", Kind.CANONICAL));
        assertThat(FileNames.decode("x%=")).isEqualTo(new Decoded("x", Kind.ASIDE));
        assertThat(FileNames.decode("x%+")).isEqualTo(new Decoded("x", Kind.CONTINUED));
        assertThat(FileNames.decode("%-")).isEqualTo(new Decoded("", Kind.CANONICAL));
        assertThat(FileNames.decode("%-%=")).isEqualTo(new Decoded("", Kind.ASIDE));
        for (String foreign : new String[] {"100%", "%", "%4", "a%41", "%c3", "%2Efoo", "a%2E", "%C3ä"}) {
            assertThat(FileNames.decode(foreign).kind()).as(foreign).isEqualTo(Kind.FOREIGN);
            assertThat(FileNames.key(FileNames.decode(foreign).raw())).isEqualTo(foreign);
        }
    }
}
