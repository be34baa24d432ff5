package dev.kinglet.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.StoreUnavailableException;
import io.minio.credentials.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3CredentialsTest {

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final OkHttpClient http = S3Http.acquire();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @SuppressWarnings("NullAway.Init") // set before each test
    private FakeS3 service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeS3();
        environment.put("HOME", home.toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }

    @AfterEach
    void stop() {
        service.close();
        S3Http.release();
    }

    @Test
    void theEnvironmentComesFirst() throws IOException {
        environment.putAll(
                Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "token"));
        profile("[default]\naws_access_key_id = other\naws_secret_access_key = other\n");

        assertThat(fetched()).isEqualTo("id secret token");
    }

    @Test
    void halfAPairIsAnError() {
        environment.put("AWS_ACCESS_KEY_ID", "id");

        assertDenied("AWS_SECRET_ACCESS_KEY is not");
    }

    @Test
    void aProfileIsReadFromTheCredentialsAndThenFromTheConfiguration() throws IOException {
        profile("""
                # mine
                [default]
                aws_access_key_id = id
                aws_secret_access_key=sec=ret

                [ work ]
                aws_access_key_id=work
                aws_secret_access_key=w
                aws_session_token=t
                """);
        assertThat(fetched()).isEqualTo("id sec=ret null");
        environment.put("AWS_PROFILE", "work");
        assertThat(fetched()).isEqualTo("work w t");

        Files.writeString(
                home.resolve(".aws/config"), "[profile third]\naws_access_key_id=3\naws_secret_access_key=s\n");
        environment.put("AWS_PROFILE", "third");
        assertThat(fetched()).isEqualTo("3 s null");
        environment.put("AWS_PROFILE", "absent");
        assertDenied("AWS_PROFILE is \"absent\"");
    }

    @Test
    void aTokenIsTradedForARolesKeys() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "to+ken");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        assertDenied("AWS_ROLE_ARN is not");

        environment.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/r");
        environment.put("AWS_ENDPOINT_URL_STS", service.endpoint());
        service.willAnswer(
                200,
                "<R><Credentials><AccessKeyId>id</AccessKeyId><SecretAccessKey>s/+=</SecretAccessKey>"
                        + "<SessionToken>t</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration></Credentials></R>");
        assertThat(fetched()).isEqualTo("id s/+= t");
        assertThat(service.asked().getFirst().body())
                .contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=to%2Bken", "RoleSessionName=kinglet");
    }

    @Test
    void aContainerAsksItsServiceWithItsToken() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.endpoint() + "/creds");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "letmein");
        service.willAnswer(200, json("id", "2026-01-01T01:00:00Z"));

        assertThat(fetched()).isEqualTo("id secret/slash token");
        assertThat(service.asked().getFirst().headers().get("Authorization")).containsExactly("letmein");
    }

    @Test
    void anInstanceIsAskedForItsRole() {
        environment.remove("AWS_EC2_METADATA_DISABLED");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.endpoint() + "/");
        service.willAnswer(200, "pass")
                .willAnswer(200, "my-role\n")
                .willAnswer(200, json("id", "2026-01-01T01:00:00Z"));

        assertThat(fetched()).isEqualTo("id secret/slash token");
        assertThat(service.asked().get(2).path()).endsWith("/security-credentials/my-role");
        assertThat(service.asked().get(2).headers().get("X-aws-ec2-metadata-token"))
                .containsExactly("pass");
    }

    @Test
    void aServiceThatRefusesOrIsBrokenIsToldApart() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.endpoint() + "/creds");
        service.willAnswer(403, "who are you");
        assertDenied("403 who are you");
        service.willAnswer(500, "ouch");
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::fetched);
    }

    @Test
    void theyAreAskedForOnceAndAgainBeforeTheyExpire() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.endpoint() + "/creds");
        service.willAnswer(200, json("first", "2026-01-01T01:00:00Z"))
                .willAnswer(200, json("second", "2026-01-01T02:00:00Z"));
        S3Credentials credentials = credentials();

        assertThat(credentials.fetch().accessKey()).isEqualTo("first");
        now = now.plus(Duration.ofMinutes(57));
        assertThat(credentials.fetch().accessKey()).isEqualTo("first");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(credentials.fetch().accessKey()).isEqualTo("second");
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void theyAreRenewedWhenTheServerCallsThemExpiredUnlessTheyAreFixed() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.endpoint() + "/creds");
        service.willAnswer(200, json("first", "2026-01-01T01:00:00Z"))
                .willAnswer(200, json("second", "2026-01-01T02:00:00Z"));
        S3Credentials credentials = credentials();
        Credentials first = credentials.fetch();

        assertThat(credentials.renew()).isTrue();
        assertThat(credentials.fetch().accessKey()).isNotEqualTo(first.accessKey());

        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret"));
        S3Credentials fixed = credentials();
        assertThat(fixed.fetch().accessKey()).isEqualTo("id");
        assertThat(fixed.renew()).isFalse();
    }

    private void assertDenied(String reason) {
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(this::fetched)
                .withMessageContaining(reason);
    }

    private String fetched() {
        Credentials found = credentials().fetch();
        return found.accessKey() + " " + found.secretKey() + " " + found.sessionToken();
    }

    private S3Credentials credentials() {
        return new S3Credentials(S3CredentialSources.usual(environment, "us-east-1", http, () -> now), () -> now);
    }

    private void profile(String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/credentials"), text);
    }

    private static String json(String accessKey, String expiration) {
        return "{\"Code\" : \"Success\", \"AccessKeyId\" : \"" + accessKey
                + "\", \"SecretAccessKey\" : \"secret\\/slash\", \"Token\":\"token\", \"Expiration\" : \"" + expiration
                + "\"}";
    }
}
