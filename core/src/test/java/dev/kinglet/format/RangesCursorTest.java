package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ObjectInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RangesCursorTest {

    /** How many streams are open. */
    private int open;

    private final class Watched implements ObjectInput {

        private final BytesInput input = new BytesInput("t", "a\nb\nc");

        @Override
        public String name() {
            return input.name();
        }

        @Override
        public long size() {
            return input.size();
        }

        @Override
        public InputStream open() {
            open++;
            return new FilterInputStream(input.open()) {
                @Override
                public void close() throws IOException {
                    open--;
                    super.close();
                }
            };
        }

        @Override
        public byte[] bytes() {
            return input.bytes();
        }

        @Override
        public String text() {
            return input.text();
        }

        @Override
        public Stream<String> lines() {
            return input.lines();
        }
    }

    private RecordCursor<String> cursor() {
        return new ObjectShare<>(
                        new TextFormat(null, null),
                        List.of(ObjectRange.whole(new Watched()), ObjectRange.whole(new Watched())))
                .open(new Reading());
    }

    @Test
    void oneObjectIsOpenAtATimeAndNoneAtTheEnd() {
        RecordCursor<String> cursor = cursor();
        for (int i = 0; i < 6; i++) {
            assertThat(cursor.next()).isEqualTo(List.of("a", "b", "c").get(i % 3));
            assertThat(open).isEqualTo(1);
        }

        assertThat(cursor.hasNext()).isFalse();
        assertThat(open).isZero();
        assertThatThrownBy(cursor::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closingEndsItAtAnyTime() {
        RecordCursor<String> cursor = cursor();
        cursor.close();
        assertThat(cursor.hasNext()).isFalse();

        RecordCursor<String> begun = cursor();
        assertThat(begun.next()).isEqualTo("a");
        begun.close();
        begun.close();
        assertThat(begun.hasNext()).isFalse();
        assertThat(open).isZero();
    }
}
