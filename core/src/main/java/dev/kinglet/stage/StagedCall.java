package dev.kinglet.stage;

/**
 * A call that is ready to be sent.
 *
 * @param input where its encoded input is
 * @param requestBytes about how many bytes it takes in a request
 */
public record StagedCall(InputReference input, int requestBytes) {

    private static final int CALL_OVERHEAD = 40;
    private static final int REFERENCE_BYTES = 200;

    /** A call with that input. */
    public static StagedCall of(InputReference input) {
        return new StagedCall(input, CALL_OVERHEAD + size(input));
    }

    private static int size(InputReference input) {
        return switch (input) {
            case InputReference.Inline(byte[] value) -> Math.ceilDiv(value.length, 3) * 4; // base64
            case InputReference.Staged staged -> REFERENCE_BYTES + staged.key().length();
            case InputReference.Sequence(var parts) ->
                parts.stream().mapToInt(part -> CALL_OVERHEAD + size(part)).sum();
        };
    }
}
