package dev.kinglet.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.stage.InputReference;
import java.util.List;

/**
 * A request as the bytes that are signed. Every field has a fixed length or is preceded by it, and every choice by its tag, so that no
 * two requests give the same bytes.
 */
final class SignatureFeed {

    private static final byte INLINE = 1;
    private static final byte STAGED = 2;
    private static final byte SEQUENCE = 3;

    /** Small pieces are gathered up to this, because each update has a price. */
    private static final int BUFFER_BYTES = 8192;

    private final HmacSha256 mac;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    SignatureFeed(HmacSha256 mac) {
        this.mac = mac;
    }

    void add(InvocationRequest request) {
        number(InvocationRequest.VERSION);
        text(request.job());
        number(request.stage());
        text(request.closure());
        number(request.code().size());
        request.code().forEach(this::text);
        text(request.store());
        number(request.inlineLimit());
        number(request.callMillis());
        List<CallAttempt> calls = request.calls();
        number(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            CallAttempt call = calls.get(i);
            number(call.call());
            number(call.attempt());
            input(call.input());
        }
    }

    private void input(InputReference input) {
        // No switch over patterns on a worker's way to its first result: the first one in a process costs 30 ms.
        if (input instanceof InputReference.Inline inline) {
            tag(INLINE);
            bytes(inline.value());
        } else if (input instanceof InputReference.Staged staged) {
            tag(STAGED);
            text(staged.key());
            number(staged.offset());
            number(staged.length());
            text(staged.hash());
        } else if (input instanceof InputReference.Sequence sequence) {
            tag(SEQUENCE);
            number(sequence.parts().size());
            sequence.parts().forEach(this::input);
        }
    }

    private void tag(byte tag) {
        room(1);
        buffer[used++] = tag;
    }

    private void number(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[used++] = (byte) (value >>> shift);
        }
    }

    private void text(String value) {
        bytes(value.getBytes(UTF_8));
    }

    private void bytes(byte[] value) {
        number(value.length);
        if (value.length > BUFFER_BYTES / 2) {
            flush();
            mac.update(value, 0, value.length);
        } else {
            room(value.length);
            System.arraycopy(value, 0, buffer, used, value.length);
            used += value.length;
        }
    }

    private void room(int wanted) {
        if (used + wanted > BUFFER_BYTES) {
            flush();
        }
    }

    private void flush() {
        mac.update(buffer, 0, used);
        used = 0;
    }

    byte[] signature() {
        flush();
        return mac.sign();
    }
}
