package dev.kinglet.execute.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.FunctionExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTrainingTest {

    @TempDir
    Path folder;

    @Test
    void countsSortsAndWritesEveryWordOfItsText() throws Exception {
        String text = DatasetTraining.text(200);
        String file =
                Files.writeString(folder.resolve("text.txt"), text).toUri().toString();
        Path counts = folder.resolve("counts");
        String location = counts.toUri().toString();
        Map<String, String> settings = Map.of(
                "platform",
                "thread",
                "workers",
                "1",
                "store",
                folder.resolve("store").toUri().toString());
        try (FunctionExecutor executor = FunctionExecutor.create(settings)) {
            long rows = executor.call(ignored -> DatasetTraining.run(file, location), 0)
                    .join();

            assertThat(rows)
                    .isEqualTo(Arrays.stream(text.split("\\s+")).distinct().count());
        }
        assertThat(counts).isDirectoryRecursivelyContaining(path -> Files.isRegularFile(path));
    }
}
