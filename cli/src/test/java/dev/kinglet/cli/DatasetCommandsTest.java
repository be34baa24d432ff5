package dev.kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that run datasets, on threads of this JVM. */
class DatasetCommandsTest {

    @TempDir
    private Path folder;

    private CommandRun run(String... words) {
        String[] all = new String[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--platform";
        all[words.length + 1] = "thread";
        all[words.length + 2] = "--store";
        all[words.length + 3] = folder.resolve("store").toString();
        return CommandRun.of(all);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void recordsAreMadeSortedAndFoundInOrderAndComplete() {
        assertThat(run("teragen", "--rows", "3000", "--output", at("unsorted")).status())
                .isZero();
        assertThat(run("sort", "--input", at("unsorted"), "--output", at("sorted"))
                        .status())
                .isZero();

        CommandRun check = run("teravalidate", "--input", at("sorted"), "--against", at("unsorted"));
        CommandRun unsorted = run("teravalidate", "--input", at("unsorted"));

        assertThat(check.status()).isZero();
        assertThat(check.out()).contains("3,000 records", "in order", "the same records");
        assertThat(unsorted.status()).isEqualTo(1);
        assertThat(unsorted.err()).contains("not in order", "comes after");
    }

    @Test
    void wordsAreCountedToTheScreenOrToAFile() throws Exception {
        Files.writeString(folder.resolve("text.txt"), "the cat and the\that\nand the end\n");

        CommandRun shown = run("wordcount", "--input", at("text.txt"));
        CommandRun written = run("wordcount", "--input", at("text.txt"), "--output", at("counts"));

        assertThat(shown.status()).isZero();
        assertThat(shown.out()).containsSubsequence("3  the", "2  and");
        assertThat(written.status()).isZero();
        assertThat(Files.readString(folder.resolve("counts/part-00000.csv"))).startsWith("key,count\nthe,3\nand,2\n");
    }

    @Test
    void whatMustBeGivenIsNamed() {
        CommandRun run = CommandRun.of("teragen");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--rows", "--output");
    }
}
