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
        return new NotTransportableException(sentence(root, what, refused, path), null);
    }

    private static String sentence(Object root, String what, RefusedException refused, @Nullable GraphPath path) {
        String type = "a " + name(refused.type) + ", ";
        if (path == null) {
            return what + " holds " + type + refused.reason();
        }
        if (path.steps().isEmpty()) {
            return what + " is " + type + refused.reason();
        }
        String verb = root.getClass().isHidden() ? " captures `" : " holds `";
        return what + verb + path.text() + "`, " + type + refused.reason() + path.hint();
    }

    private static String name(Class<?> type) {
        return type.isHidden() ? "lambda" : type.getTypeName();
    }

    private static String reason(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.toString() : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
