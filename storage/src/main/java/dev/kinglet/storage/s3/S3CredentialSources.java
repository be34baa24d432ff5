package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.s3.S3CredentialSource.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The usual places of AWS credentials, in the usual order. */
final class S3CredentialSources {

    /** How long the keys of a file are used before it is read again: tools rewrite it. */
    private static final Duration FILE_LIFE = Duration.ofMinutes(5);

    private S3CredentialSources() {}

    static List<S3CredentialSource> usual(
            Map<String, String> environment, String region, OkHttpClient http, InstantSource clock) {
        S3RemoteCredentials remote = new S3RemoteCredentials(environment, region, http);
        return List.of(
                source("AWS_ACCESS_KEY_ID", () -> ofEnvironment(environment)),
                source("AWS_WEB_IDENTITY_TOKEN_FILE", remote::ofWebIdentity),
                source("AWS profile", () -> ofProfile(environment, clock)),
                source("container", remote::ofContainer),
                source("EC2 instance", remote::ofInstance));
    }

    private static S3CredentialSource source(String name, Supplier<@Nullable Found> find) {
        return new S3CredentialSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable Found find() {
                return find.get();
            }
        };
    }

    private static @Nullable Found ofEnvironment(Map<String, String> environment) {
        String accessKey = environment.get("AWS_ACCESS_KEY_ID");
        String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
        if (accessKey == null || accessKey.isEmpty()) {
            return null;
        }
        if (secretKey == null || secretKey.isEmpty()) {
            throw new AccessDeniedException(
                    "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not; set both", null);
        }
        String token = environment.get("AWS_SESSION_TOKEN");
        return new Found(
                accessKey, secretKey, token == null || token.isEmpty() ? null : token, null, "AWS_ACCESS_KEY_ID");
    }

    private static @Nullable Found ofProfile(Map<String, String> environment, InstantSource clock) {
        String profile = environment.get("AWS_PROFILE");
        String name = profile == null || profile.isEmpty() ? "default" : profile;
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")), ".aws");
        Path credentials = file(environment, "AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials"));
        Path config = file(environment, "AWS_CONFIG_FILE", home.resolve("config"));
        Map<String, String> entries = S3Profiles.read(lines(credentials), "[" + name + "]");
        if (!entries.containsKey("aws_access_key_id")) {
            String section = name.equals("default") ? "[default]" : "[profile " + name + "]";
            entries = S3Profiles.read(lines(config), section);
        }
        String accessKey = entries.get("aws_access_key_id");
        String secretKey = entries.get("aws_secret_access_key");
        if (accessKey == null || secretKey == null) {
            if (profile == null || profile.isEmpty()) {
                return null;
            }
            throw new AccessDeniedException(
                    "AWS_PROFILE is \"" + profile + "\", but neither " + credentials + " nor " + config
                            + " has aws_access_key_id and aws_secret_access_key for it; a profile with single sign-on, a"
                            + " process or another role has to be exported to the environment first",
                    null);
        }
        return new Found(
                accessKey,
                secretKey,
                entries.get("aws_session_token"),
                clock.instant().plus(FILE_LIFE),
                "the profile \"" + name + "\"");
    }

    private static Path file(Map<String, String> environment, String variable, Path usual) {
        String named = environment.get(variable);
        return named == null || named.isEmpty() ? usual : Path.of(named);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file, UTF_8) : List.of();
        } catch (IOException e) {
            throw new AccessDeniedException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
