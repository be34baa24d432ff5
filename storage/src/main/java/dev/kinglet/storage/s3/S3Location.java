package dev.kinglet.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.storage.KeyRules;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in S3: {@code s3://bucket/prefix?endpoint=..&region=..&style=path|virtual}.
 *
 * @param prefix what all keys begin with, empty or ending with a slash
 * @param endpoint the server's address, or null for Amazon's own
 * @param region what requests are signed for; servers other than Amazon's mostly do not care
 * @param virtualStyle whether the bucket is part of the host name, which needs a name server that knows it
 */
record S3Location(String bucket, String prefix, @Nullable String endpoint, String region, boolean virtualStyle) {

    /** S3's limit of 1,024 bytes less that of our own keys. */
    private static final int MAX_PREFIX_BYTES = 255;

    private static final String SCHEME = "s3://";
    private static final List<String> PARAMETERS = List.of("endpoint", "region", "style");

    /**
     * Reads a location; what it does not say is looked up in {@code AWS_ENDPOINT_URL_S3}, {@code AWS_ENDPOINT_URL},
     * {@code AWS_REGION} and {@code AWS_DEFAULT_REGION}. Path style is the default with an endpoint, virtual style without.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static S3Location parse(String location, Map<String, String> environment) {
        if (!location.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw malformed(location, "it does not begin with s3://");
        }
        int question = location.indexOf('?');
        String path = location.substring(SCHEME.length(), question < 0 ? location.length() : question);
        Map<String, String> given = question < 0 ? Map.of() : parameters(location, location.substring(question + 1));
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        if (bucket.isEmpty()) {
            throw malformed(location, "it names no bucket");
        }
        String endpoint = first(
                given.get("endpoint"), environment.get("AWS_ENDPOINT_URL_S3"), environment.get("AWS_ENDPOINT_URL"));
        String region =
                first(given.get("region"), environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION"));
        return new S3Location(
                bucket,
                prefix(location, slash < 0 ? "" : path.substring(slash + 1)),
                endpoint == null ? null : endpoint(location, endpoint),
                region == null ? "us-east-1" : region,
                isVirtual(location, given.get("style"), endpoint));
    }

    /** In the form that {@link #parse} takes, complete: what was looked up in the environment is said. */
    @Override
    public String toString() {
        return SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1)) + "?"
                + (endpoint == null ? "" : "endpoint=" + endpoint + "&") + "region=" + region + "&style="
                + (virtualStyle ? "virtual" : "path");
    }

    /** Where requests go, for messages. */
    String server() {
        return endpoint == null ? "Amazon S3 in " + region : endpoint;
    }

    private static String prefix(String location, String path) {
        if (path.isEmpty()) {
            return "";
        }
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int bytes = bare.getBytes(UTF_8).length + 1;
        if (bytes > MAX_PREFIX_BYTES) {
            throw malformed(location, "its prefix has " + bytes + " bytes, at most " + MAX_PREFIX_BYTES);
        }
        if (!KeyRules.isLegal(bare)) {
            throw malformed(
                    location,
                    "its prefix \"" + path
                            + "\" has an empty segment, a . or .. or a control character; such keys are read"
                            + " where others wrote them, but not written");
        }
        return bare + "/";
    }

    private static Map<String, String> parameters(String location, String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (equals < 0 || !PARAMETERS.contains(name)) {
                throw malformed(location, "its parameter \"" + name + "\" is none of " + PARAMETERS + " with a value");
            }
            String value = URLDecoder.decode(parameter.substring(equals + 1).replace("+", "%2B"), UTF_8);
            if (parameters.put(name, value) != null) {
                throw malformed(location, "it gives \"" + name + "\" twice");
            }
        }
        return parameters;
    }

    private static String endpoint(String location, String endpoint) {
        String address = endpoint.contains("://") ? endpoint : "https://" + endpoint;
        if (address.contains("@")) {
            throw malformed(location, "its endpoint holds a user; credentials come from the environment");
        }
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw malformed(location, "its endpoint \"" + endpoint + "\" is neither http:// nor https://");
        }
        String bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        if (bare.indexOf('/', bare.indexOf("://") + 3) >= 0) {
            throw malformed(location, "its endpoint \"" + endpoint + "\" has a path; write http://host:port");
        }
        return bare;
    }

    private static boolean isVirtual(String location, @Nullable String style, @Nullable String endpoint) {
        if (style == null) {
            return endpoint == null;
        }
        return switch (style) {
            case "virtual" -> true;
            case "path" -> false;
            default -> throw malformed(location, "its style \"" + style + "\" is neither path nor virtual");
        };
    }

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static IllegalArgumentException malformed(String location, String fault) {
        return new IllegalArgumentException("location \"" + location + "\": " + fault
                + "; write s3://bucket/prefix?endpoint=http://host:port&region=us-east-1&style=path");
    }
}
