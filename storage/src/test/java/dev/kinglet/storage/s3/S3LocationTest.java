package dev.kinglet.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class S3LocationTest {

    @Test
    void aBucketAloneIsAmazonsWithTheBucketInTheHost() {
        assertThat(S3Location.parse("s3://bucket", Map.of()))
                .isEqualTo(new S3Location("bucket", "", null, "us-east-1", true));
    }

    @Test
    void anEndpointMeansPathStyleUnlessSaidOtherwise() {
        assertThat(S3Location.parse("s3://bucket/a/b/?endpoint=http%3A%2F%2F127.0.0.1%3A9000/&region=x", Map.of()))
                .isEqualTo(new S3Location("bucket", "a/b/", "http://127.0.0.1:9000", "x", false));
        assertThat(S3Location.parse("s3://bucket/?endpoint=host:9000&style=virtual", Map.of()))
                .isEqualTo(new S3Location("bucket", "", "https://host:9000", "us-east-1", true));
    }

    @Test
    void theEnvironmentFillsWhatTheLocationLeavesOpen() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", "http://general",
                "AWS_ENDPOINT_URL_S3", "http://special",
                "AWS_DEFAULT_REGION", "general",
                "AWS_REGION", "special");

        assertThat(S3Location.parse("s3://bucket", environment))
                .isEqualTo(new S3Location("bucket", "", "http://special", "special", false));
        assertThat(S3Location.parse("s3://bucket?endpoint=http://own&region=own", environment))
                .isEqualTo(new S3Location("bucket", "", "http://own", "own", false));
    }

    @Test
    void itIsWrittenSoThatAWorkerWithoutThisEnvironmentFindsTheSamePlace() {
        for (String text : new String[] {
            "s3://bucket?region=us-east-1&style=virtual",
            "s3://bucket/a/b?endpoint=http://host:1&region=eu-west-1&style=path"
        }) {
            assertThat(S3Location.parse(text, Map.of())).hasToString(text);
        }
    }

    @Test
    void aMalformedOneIsRefusedWithWhatIsWrong() {
        assertRefused("s3:bucket", "does not begin with s3://");
        assertRefused("s3:///key", "names no bucket");
        assertRefused("s3://bucket?regoin=x", "\"regoin\" is none of [endpoint, region, style]");
        assertRefused("s3://bucket?region", "with a value");
        assertRefused("s3://bucket?region=a&region=b", "\"region\" twice");
        assertRefused("s3://bucket?style=vhost", "neither path nor virtual");
        assertRefused("s3://bucket?endpoint=ftp://host", "neither http:// nor https://");
        assertRefused("s3://bucket?endpoint=http://user:secret@host", "credentials come from the environment");
        assertRefused("s3://bucket?endpoint=http://host/path", "has a path");
        assertRefused("s3://bucket/" + "x".repeat(300), "its prefix has 301 bytes, at most 255");
    }

    private static void assertRefused(String location, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Location.parse(location, Map.of()))
                .withMessageContaining(reason)
                .withMessageContaining("write s3://bucket/prefix");
    }
}
