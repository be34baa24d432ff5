package dev.kinglet.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The invocations whose end nobody has told yet, given up or not. Confined to the dispatcher's thread. */
final class OpenInvocations {

    private final Map<Long, SentInvocation> open = new HashMap<>();

    void add(SentInvocation sent) {
        open.put(sent.id, sent);
    }

    /** No longer open. @return null if it was not */
    @Nullable
    SentInvocation remove(long id) {
        return open.remove(id);
    }

    /** The one that carries this attempt, or null. */
    @Nullable
    SentInvocation with(DispatchedStage stage, int place, int attempt) {
        for (SentInvocation sent : open.values()) {
            if (sent.stage.id() == stage.id() && sent.index(place, attempt, 0) >= 0) {
                return sent;
            }
        }
        return null;
    }

    List<SentInvocation> takeAll() {
        List<SentInvocation> all = new ArrayList<>(open.values());
        open.clear();
        return all;
    }
}
