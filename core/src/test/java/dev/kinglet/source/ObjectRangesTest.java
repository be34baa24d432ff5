package dev.kinglet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ObjectInput;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.storage.StoreUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ObjectRangesTest {

    private boolean closed;

    /** An object that cannot be opened elsewhere than at its beginning. */
    private ObjectInput object(InputStream content) {
        return new ObjectInput() {
            @Override
            public String name() {
                return "memory:x/a";
            }

            @Override
            public long size() {
                return 3;
            }

            @Override
            public InputStream open() {
                return content;
            }

            @Override
            public byte[] bytes() {
                throw new AssertionError("not asked for");
            }

            @Override
            public String text() {
                throw new AssertionError("not asked for");
            }

            @Override
            public Stream<String> lines() {
                throw new AssertionError("not asked for");
            }
        };
    }

    private InputStream threeBytes() {
        return new ByteArrayInputStream(new byte[] {1, 2, 3}) {
            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Test
    void whatCannotBeOpenedInTheMiddleIsReadUpToThere() throws IOException {
        try (InputStream stream = ObjectRanges.open(object(threeBytes()), 2, 1)) {
            assertThat(stream.readAllBytes()).containsExactly(3);
        }
        assertThat(closed).isTrue();
    }

    @Test
    void aStreamThatEndsBeforeItsRangeBeginsIsClosed() {
        assertThatThrownBy(() -> ObjectRanges.open(object(threeBytes()), 4, 1))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("memory:x/a");
        assertThat(closed).isTrue();
    }

    @Test
    void aStreamThatFailsBeforeItsRangeBeginsIsClosed() {
        InputStream broken = new ByteArrayInputStream(new byte[3]) {
            @Override
            public synchronized long skip(long count) {
                throw new StoreUnavailableException("no answer", null, true);
            }

            @Override
            public void close() {
                closed = true;
            }
        };

        assertThatThrownBy(() -> ObjectRanges.open(object(broken), 1, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThat(closed).isTrue();
    }
}
