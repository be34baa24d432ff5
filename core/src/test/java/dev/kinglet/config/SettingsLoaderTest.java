package dev.kinglet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

    private static final PlatformSetting<Integer> ZONE =
            new PlatformSetting<>("cloud-zone", "where it is", "7", text -> {
                if (!text.matches("[0-9]+")) {
                    throw new IllegalArgumentException("must be a number");
                }
                return Integer.valueOf(text);
            });

    private static final Map<String, List<PlatformSetting<?>>> DECLARED = Map.of("cloud", List.of(ZONE));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private Path directory = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        directory = Files.createDirectory(folder.resolve("work"));
        home = Files.createDirectory(folder.resolve("home"));
    }

    private LoadedSettings load(Map<String, String> program) {
        return new SettingsLoader(new Surroundings(environment, properties, directory, home, 4))
                .resolve(program, platform -> DECLARED.getOrDefault(platform, List.of()), () -> Set.of("cloud-zone"));
    }

    private LoadedSettings load() {
        return load(Map.of());
    }

    private Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String origin(LoadedSettings settings, String key) {
        return settings.all().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .origin();
    }

    @Test
    void defaultsHoldWhereNobodySaysAnything() {
        LoadedSettings settings = load();

        assertThat(settings.platform()).isEqualTo("process");
        assertThat(settings.store()).startsWith("file:///").endsWith("/home/.cache/kinglet/store");
        assertThat(settings.workers()).isEqualTo(4);
        assertThat(settings.preparedWorkers()).isZero();
        assertThat(settings.memoryMegabytes()).isEqualTo(1024);
        assertThat(settings.timeLimit()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.attempts()).isEqualTo(3);
        assertThat(settings.deadline()).isEmpty();
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.concurrencyLimit()).isEqualTo(1000);
        assertThat(settings.inlineBytes()).isEqualTo(65_536);
        assertThat(settings.pricePerGigabyteSecond()).isEmpty();
        assertThat(settings.pricePerMillionInvocations()).isEmpty();
        assertThat(settings.all())
                .allSatisfy(setting -> assertThat(setting.origin()).isEqualTo("default"));
    }

    @Test
    void eachSourceWinsOverTheOneBelowIt() throws IOException {
        write(directory.resolve("kinglet.yaml"), "workers: 5\nattempts: 5\nmemory: 512\nplatform: thread\n");
        environment.put("KINGLET_WORKERS", "6");
        environment.put("KINGLET_ATTEMPTS", "6");
        environment.put("KINGLET_MEMORY", "600");
        properties.put("kinglet.workers", "7");
        properties.put("kinglet.attempts", "7");

        LoadedSettings settings = load(Map.of("workers", "8"));

        assertThat(settings.workers()).isEqualTo(8);
        assertThat(settings.attempts()).isEqualTo(7);
        assertThat(settings.memoryMegabytes()).isEqualTo(600);
        assertThat(settings.platform()).isEqualTo("thread");
        assertThat(origin(settings, "workers")).isEqualTo("the program");
        assertThat(origin(settings, "attempts")).isEqualTo("-Dkinglet.attempts");
        assertThat(origin(settings, "memory")).isEqualTo("KINGLET_MEMORY");
        assertThat(origin(settings, "platform")).endsWith("kinglet.yaml:4");
    }

    @Test
    void theFileThatTheVariableNamesWinsOverThatOfTheDirectoryAndThatOverTheUsersOwn() throws IOException {
        write(home.resolve(".config/kinglet/kinglet.yaml"), "workers: 11");
        assertThat(load().workers()).isEqualTo(11);

        write(directory.resolve("kinglet.yaml"), "workers: 12");
        assertThat(load().workers()).isEqualTo(12);

        write(directory.resolve("other.yaml"), "workers: 13");
        environment.put("KINGLET_CONFIG", "other.yaml");
        assertThat(load().workers()).isEqualTo(13);
    }

    @Test
    void aFileThatIsNamedButNotThereIsAnError() {
        environment.put("KINGLET_CONFIG", "none.yaml");

        assertThatThrownBy(this::load).hasMessageContaining("KINGLET_CONFIG").hasMessageContaining("none.yaml");
    }

    @Test
    void anUnknownKeyInTheFileIsNamedWithItsLineAndItsNearestNeighbour() throws IOException {
        write(directory.resolve("kinglet.yaml"), "# mine\nworkers: 2\ntime-limt: 3s\n");

        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time-limt")
                .hasMessageContaining("kinglet.yaml:3")
                .hasMessageContaining("did you mean time-limit?")
                .hasMessageContaining("concurrency-limit");
    }

    @Test
    void anUnknownVariableIsNamedAsItWasWritten() {
        environment.put("KINGLET_WORKRES", "2");

        assertThatThrownBy(this::load)
                .hasMessageContaining("KINGLET_WORKRES")
                .hasMessageContaining("did you mean workers?");
    }

    @Test
    void anUnknownKeyOfTheProgramIsNamed() {
        assertThatThrownBy(() -> load(Map.of("retries", "2")))
                .hasMessageContaining("retries")
                .hasMessageContaining("the program");
    }

    @Test
    void variablesThatAreNoSettingsAndEmptyOnesArePassedOver() {
        environment.put("KINGLET_SIGNING_KEY", "secret");
        environment.put("KINGLET_TEST_S3_ENDPOINT", "http://127.0.0.1:1");
        environment.put("KINGLET_WORKERS", "");
        properties.put("kinglet.aot.folder", "somewhere");

        assertThat(load().workers()).isEqualTo(4);
    }

    @Test
    void aValueOutOfBoundsIsNamedWithTheBoundAndItsOrigin() {
        environment.put("KINGLET_ATTEMPTS", "0");

        assertThatThrownBy(this::load).hasMessage("attempts must be from 1 to 100, but is \"0\" (KINGLET_ATTEMPTS)");
    }

    @Test
    void aFileThatIsNoYamlIsAnErrorWithItsLine() throws IOException {
        write(directory.resolve("kinglet.yaml"), "workers: 2\n  platform: [thread\n");

        assertThatThrownBy(this::load).hasMessageContaining("kinglet.yaml:").hasMessageContaining("is not YAML");
    }

    @Test
    void aNestedMappingIsAnErrorThatShowsTheFlatForm() throws IOException {
        write(directory.resolve("kinglet.yaml"), "limits:\n  time: 2s\n");

        assertThatThrownBy(this::load).hasMessageContaining("limits").hasMessageContaining("keys are flat");
    }

    @Test
    void aKeyThatIsGivenTwiceIsAnErrorThatShowsBothValues() throws IOException {
        write(directory.resolve("kinglet.yaml"), "workers: 2\nworkers: 3\n");

        assertThatThrownBy(this::load)
                .hasMessageContaining("workers is given twice")
                .hasMessageContaining("\"2\"")
                .hasMessageContaining("\"3\"");
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        write(directory.resolve("kinglet.yaml"), "# nothing yet\n");

        assertThat(load().workers()).isEqualTo(4);
    }

    @Test
    void aPlatformsOwnSettingIsAKeyWhereThePlatformIsChosen() {
        environment.put("KINGLET_CLOUD_ZONE", "9");
        LoadedSettings chosen = load(Map.of("platform", "cloud"));

        assertThat(chosen.get(ZONE)).isEqualTo(9);
        assertThat(chosen.all().getLast())
                .isEqualTo(new ResolvedSetting("cloud-zone", "9", "KINGLET_CLOUD_ZONE", "where it is"));
        assertThat(SettingsLoader.variables(chosen)).containsEntry("KINGLET_CLOUD_ZONE", "9");
        environment.clear();
        assertThat(load(Map.of("platform", "cloud")).get(ZONE)).isEqualTo(7);
        assertThatThrownBy(() -> load(Map.of("platform", "cloud", "cloud-zone", "far")))
                .hasMessageContaining("cloud-zone must be a number, but is \"far\" (the program)");
    }

    @Test
    void theSettingOfAnotherPlatformIsNotLookedAtAndNotShown() {
        LoadedSettings settings = load(Map.of("cloud-zone", "far"));

        assertThat(settings.all()).extracting(ResolvedSetting::key).doesNotContain("cloud-zone");
        assertThatThrownBy(() -> settings.get(ZONE)).hasMessage("the platform process has no setting cloud-zone");
        assertThatThrownBy(() -> load(Map.of("platform", "cloud", "cloud-zon", "1")))
                .hasMessageContaining("did you mean cloud-zone?");
    }
}
