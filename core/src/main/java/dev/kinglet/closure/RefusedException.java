package dev.kinglet.closure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in a graph cannot travel. Inside the package only: the codec adds the path and turns it into the user's exception. */
final class RefusedException extends RuntimeException {

    /** What cannot travel, or null where only its class is known so far. */
    final transient @Nullable Object culprit;

    final Class<?> type;

    /** What held the culprit and was written by Java serialization, which shows no way through; innermost first. */
    final transient List<Object> holders = new ArrayList<>();

    /**
     * @param reason continues "{@code result holds `x`, a T, }", up to the full stop of the advice
     */
    RefusedException(@Nullable Object culprit, Class<?> type, String reason) {
        super(reason, null, false, false);
        this.culprit = culprit;
        this.type = type;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The refusal behind what Kryo or Java's serialization wrapped, or null. */
    static @Nullable RefusedException behind(Throwable thrown) {
        int links = 0;
        for (Throwable cause = thrown; cause != null && links < 100; cause = cause.getCause(), links++) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
        }
        return null;
    }
}
