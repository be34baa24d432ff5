package dev.kinglet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTextTest {

    @TempDir
    Path javaHome;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void theSourcesOfTheJdkAreCounted() throws IOException {
        Path sources = Files.createDirectories(javaHome.resolve("lib")).resolve("src.zip");
        Files.writeString(sources, "");

        assertThat(DemoText.find(javaHome, out)).isEqualTo(sources.toString());
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void whereThereAreNoneALineSaysSoAndOtherTextIsCounted() {
        assertThat(DemoText.find(javaHome, out)).isEqualTo("classpath:dev/kinglet/examples/kjv.txt.gz");
        assertThat(printed.toString(UTF_8)).hasLineCount(1).contains("src.zip");
    }
}
