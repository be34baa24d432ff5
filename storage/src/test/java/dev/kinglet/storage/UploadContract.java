package dev.kinglet.storage;

import static dev.kinglet.storage.StoreFixture.noise;
import static dev.kinglet.storage.StoreFixture.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store does with objects that are written piece by piece. */
interface UploadContract extends StoreFixture {

    @Test
    default void anUploadAppearsWhenItIsCommitted() throws IOException {
        try (ObjectUpload upload = store().upload("dir/a")) {
            upload.write('a');
            upload.write(utf8("bc"));
            upload.write(utf8("xdx"), 1, 1);
            upload.write(new byte[0]);
            assertThat(store().head("dir/a")).isEmpty();
            assertThat(keys("")).isEmpty();
            upload.commit();
            assertThat(store().get("dir/a")).asString(UTF_8).isEqualTo("abcd");
        }
        assertThat(keys("")).containsExactly("dir/a");
    }

    @Test
    default void anUploadReplacesWhatWasThere() throws IOException {
        store().put("a", utf8("old"));
        upload("a", utf8("new"));

        assertThat(store().get("a")).asString(UTF_8).isEqualTo("new");
    }

    @Test
    default void anAbandonedUploadLeavesNothing() throws IOException {
        try (ObjectUpload upload = store().upload("small")) {
            upload.write(utf8("abc"));
        }
        try (ObjectUpload upload = store().upload("large")) {
            upload.write(noise(LARGE_BYTES));
        }
        store().put("kept", utf8("kept"));
        try (ObjectUpload upload = store().upload("kept")) {
            upload.write(noise(LARGE_BYTES));
        }
        store().upload("untouched").close();

        assertThat(keys("")).containsExactly("kept");
        assertThat(store().get("kept")).asString(UTF_8).isEqualTo("kept");
    }

    @Test
    default void anUploadLargerThanAPartComesBackAsItWas() throws IOException {
        byte[] content = noise(2 * LARGE_BYTES);
        try (ObjectUpload upload = store().upload("large")) {
            // Pieces of every size, so that the edges of parts fall within and between them.
            int at = 0;
            for (int size = 1; at < content.length; size = size * 3 + 1) {
                int length = Math.min(size, content.length - at);
                upload.write(content, at, length);
                at += length;
            }
            upload.commit();
        }
        assertThat(store().head("large")).map(ObjectInfo::size).contains((long) content.length);
        assertThat(store().get("large")).isEqualTo(content);
    }

    @Test
    default void anUploadThatIsOverTakesNothingMore() throws IOException {
        ObjectUpload committed = store().upload("a");
        committed.write(1);
        committed.commit();
        committed.close();
        ObjectUpload closed = store().upload("b");
        closed.close();
        closed.close();

        for (ObjectUpload upload : List.of(committed, closed)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> upload.write(1));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> upload.write(new byte[2]));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(upload::commit);
        }
        assertThat(keys("")).containsExactly("a");
    }
}
