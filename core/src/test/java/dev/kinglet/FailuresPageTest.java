package dev.kinglet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds docs/failures.md against the codes that there are. */
class FailuresPageTest {

    @Test
    void thePageSaysOfEveryCodeWhoActsAndWhetherItIsTriedAgain() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "failures.md"));

        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page)
                    .contains("| `" + code + "` | " + code.blame().toString().toLowerCase(Locale.ROOT) + " | "
                            + (code.retryable() ? "yes" : "no") + " |");
        }
    }
}
