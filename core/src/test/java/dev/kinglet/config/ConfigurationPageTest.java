package dev.kinglet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against the keys that there are. */
class ConfigurationPageTest {

    private static final Surroundings SURROUNDINGS =
            new Surroundings(Map.of(), Map.of(), Path.of("/work"), Path.of("/home"), 4);

    @Test
    void thePageNamesEveryKeyWithItsVariableAndDefault() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));

        for (SettingKey<?> key : SettingKey.ALL) {
            String row = page.lines()
                    .filter(line -> line.startsWith("| `" + key.name() + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("docs/configuration.md has no row for " + key.name()));
            assertThat(row).contains("`" + key.variable() + "`").contains(defaultText(key));
        }
    }

    /** What depends on the machine is in words. */
    private static String defaultText(SettingKey<?> key) {
        return switch (key.name()) {
            case "store" -> "~/.cache/kinglet/store";
            case "workers" -> "the machine's processors";
            default -> "`" + key.defaultText().apply(SURROUNDINGS) + "`";
        };
    }
}
