package dev.kinglet.closure;

import org.jspecify.annotations.Nullable;

/** What a user reads when something cannot travel: what, where it is, why, and what to do. */
final class Refusal {

    private Refusal() {}

    static NotTransportableException of(Object root, String what, RuntimeException thrown) {
        RefusedException refused = RefusedException.behind(thrown);
        if (refused == null) {
            return new NotTransportableException(what + " cannot be written: " + reason(thrown), thrown);
        }
        GraphPath path = GraphPath.find(root, refused.culprit, refused.type);
        String culprit = "a " + name(refused.type) + ", " + refused.reason();
        for (int i = 0; path == null && i < refused.holders.size(); i++) {
            Object holder = refused.holders.get(i);
            path = GraphPath.find(root, holder, holder.getClass());
            culprit = "a " + name(holder.getClass()) + ", which holds " + culprit;
        }
        return new NotTransportableException(sentence(root, what, culprit, path), null);
    }

    private static String sentence(Object root, String what, String culprit, @Nullable GraphPath path) {
        if (path == null) {
            return what + " holds " + culprit;
        }
        if (path.steps().isEmpty()) {
            return what + " is " + culprit;
        }
        String verb = root.getClass().isHidden() ? " captures `" : " holds `";
        return what + verb + path.text() + "`, " + culprit + path.hint();
    }

    private static String name(Class<?> type) {
        return type.isHidden() && type.getInterfaces().length > 0
                ? "lambda of " + type.getInterfaces()[0].getTypeName()
                : type.getTypeName();
    }

    private static String reason(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.toString() : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
