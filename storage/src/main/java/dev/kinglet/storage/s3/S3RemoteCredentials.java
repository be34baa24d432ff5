package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.s3.S3CredentialSource.Found;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Temporary credentials that a service of Amazon's hands out: for a token, in a container or function, on an instance. */
final class S3RemoteCredentials {

    /** Off Amazon's machines nothing answers there, and waiting for it would delay the real message. */
    private static final Duration INSTANCE_LIMIT = Duration.ofSeconds(1);

    private static final String CONTAINER_HOST = "http://169.254.170.2";
    private static final String INSTANCE_HOST = "http://169.254.169.254";
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

    private final Map<String, String> environment;
    private final String region;
    private final OkHttpClient http;

    S3RemoteCredentials(Map<String, String> environment, String region, OkHttpClient http) {
        this.environment = environment;
        this.region = region;
        this.http = http;
    }

    /** For the token of a pod: Amazon's security token service trades it for keys of a role. */
    @Nullable
    Found ofWebIdentity() {
        String tokenFile = set("AWS_WEB_IDENTITY_TOKEN_FILE");
        if (tokenFile == null) {
            return null;
        }
        String role = set("AWS_ROLE_ARN");
        if (role == null) {
            throw new AccessDeniedException(
                    "AWS_WEB_IDENTITY_TOKEN_FILE is set but AWS_ROLE_ARN is not; set both", null);
        }
        String session = set("AWS_ROLE_SESSION_NAME");
        String custom = set("AWS_ENDPOINT_URL_STS");
        String service = custom == null ? "https://sts." + region + ".amazonaws.com" : custom;
        String form = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=" + URLEncoder.encode(role, UTF_8)
                + "&RoleSessionName=" + URLEncoder.encode(session == null ? "kinglet" : session, UTF_8)
                + "&WebIdentityToken=" + URLEncoder.encode(read(tokenFile), UTF_8);
        Request request = new Request.Builder()
                .url(service + "/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post(RequestBody.create(form.getBytes(UTF_8), null))
                .build();
        String answer = ask(http, request, "the security token service");
        return new Found(
                element(answer, "AccessKeyId"),
                element(answer, "SecretAccessKey"),
                element(answer, "SessionToken"),
                Instant.parse(element(answer, "Expiration")),
                "the role " + role);
    }

    /** In a container of ECS or EKS, and in a function restored from a snapshot. */
    @Nullable
    Found ofContainer() {
        String relative = set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        String full = set("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (relative == null && full == null) {
            return null;
        }
        Request.Builder request =
                new Request.Builder().url(relative == null ? String.valueOf(full) : CONTAINER_HOST + relative);
        String tokenFile = set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        String token = tokenFile == null ? set("AWS_CONTAINER_AUTHORIZATION_TOKEN") : read(tokenFile);
        if (token != null) {
            request.header("Authorization", token.strip());
        }
        return ofJson(ask(http, request.build(), "the container's credential service"), "the container");
    }

    /** On an EC2 instance with a role. */
    @Nullable
    Found ofInstance() {
        if ("true".equalsIgnoreCase(set("AWS_EC2_METADATA_DISABLED"))) {
            return null;
        }
        String custom = set("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        String service = custom == null ? INSTANCE_HOST : custom.replaceAll("/+$", "");
        OkHttpClient impatient = http.newBuilder()
                .connectTimeout(INSTANCE_LIMIT)
                .callTimeout(INSTANCE_LIMIT.multipliedBy(2))
                .build();
        String token;
        try (Response response = impatient
                .newCall(new Request.Builder()
                        .url(service + "/latest/api/token")
                        .header("X-aws-ec2-metadata-token-ttl-seconds", "21600")
                        .put(RequestBody.create(new byte[0], null))
                        .build())
                .execute()) {
            token = response.isSuccessful() ? response.body().string() : "";
        } catch (IOException notAnInstance) {
            return null;
        }
        String role = ask(impatient, instanceRequest(service + ROLES, token), "the instance's metadata service")
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        return ofJson(
                ask(impatient, instanceRequest(service + ROLES + role, token), "the instance's metadata service"),
                "the instance's role " + role);
    }

    private static Request instanceRequest(String url, String token) {
        Request.Builder request = new Request.Builder().url(url);
        return (token.isEmpty() ? request : request.header("X-aws-ec2-metadata-token", token)).build();
    }

    private static Found ofJson(String json, String source) {
        return new Found(
                member(json, "AccessKeyId"),
                member(json, "SecretAccessKey"),
                member(json, "Token"),
                Instant.parse(member(json, "Expiration")),
                source);
    }

    private static String ask(OkHttpClient http, Request request, String service) {
        try (Response response = http.newCall(request).execute()) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                String said = service + " at " + request.url() + " gave no credentials: " + response.code() + " "
                        + body.substring(0, Math.min(body.length(), 300));
                if (response.code() >= 500 || response.code() == 429) {
                    throw new StoreUnavailableException(said, null, true);
                }
                throw new AccessDeniedException(said, null);
            }
            return body;
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    service + " at " + request.url() + " cannot be asked for credentials: " + e.getMessage(), e, true);
        }
    }

    /** A string member. Keys and tokens hold nothing that JSON escapes but the slash, which some escape. */
    private static String member(String json, String name) {
        return found(json, Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\""), name)
                .replace("\\/", "/");
    }

    private static String element(String xml, String name) {
        return found(xml, Pattern.compile("<" + name + ">([^<]*)</" + name + ">"), name)
                .strip();
    }

    private static String found(String answer, Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new AccessDeniedException("the answer of the credential service has no " + name, null);
        }
        return matcher.group(1);
    }

    private @Nullable String set(String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AccessDeniedException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
