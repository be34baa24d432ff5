package dev.kinglet.closure;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The shortest way from a value to something in it, in the words of its source. Looked for only once something was refused, so that the way
 * need not be kept while writing.
 *
 * @param steps {@code this}, {@code .pool}, {@code [3]}
 * @param hint what else to say of the lambda that it begins in, or nothing
 */
record GraphPath(List<String> steps, String hint) {

    private record Node(Object object, @Nullable Node parent, String step, String hint) {}

    /** The path to {@code target}, or, where that is unknown or was made while writing, to the first object of its class; or null. */
    static @Nullable GraphPath find(Object root, @Nullable Object target, Class<?> type) {
        GraphPath exact = target == null ? null : search(root, target, null);
        return exact != null ? exact : search(root, null, type);
    }

    String text() {
        String text = String.join("", steps);
        return text.startsWith(".") ? text.substring(1) : text;
    }

    private static @Nullable GraphPath search(Object root, @Nullable Object target, @Nullable Class<?> type) {
        Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> queue = new ArrayDeque<>();
        queue.add(new Node(root, null, "", ""));
        while (!queue.isEmpty()) {
            Node node = queue.remove();
            if (isEnd(node, target, type)) {
                return path(node);
            }
            if (met.add(node.object)) {
                List<Node> children = new ArrayList<>();
                try {
                    expand(node, children);
                } catch (RuntimeException e) {
                    continue; // a collection of the user's that cannot be walked; the path then lies elsewhere, or
                    // remains unknown
                }
                queue.addAll(children);
            }
        }
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // the very object is meant
    private static boolean isEnd(Node node, @Nullable Object target, @Nullable Class<?> type) {
        return target == null ? node.object.getClass() == type : node.object == target;
    }

    private static GraphPath path(Node end) {
        List<String> steps = new ArrayList<>();
        String hint = "";
        for (Node node = end; node != null && node.parent != null; node = node.parent) {
            steps.addFirst(node.step);
            hint = node.hint.isEmpty() ? hint : node.hint;
        }
        return new GraphPath(List.copyOf(steps), hint);
    }

    private static void expand(Node node, List<Node> children) {
        Object object = node.object;
        Class<?> type = object.getClass();
        switch (object) {
            case Object[] array -> {
                for (int i = 0; i < Array.getLength(array); i++) {
                    add(children, node, "[" + i + "]", array[i]);
                }
            }
            case Map<?, ?> map
            when Form.isOfTheJdk(type) -> {
                if (map instanceof SortedMap<?, ?> sorted) {
                    add(children, node, ".comparator()", sorted.comparator());
                }
                entries(node, map, children);
            }
            case Collection<?> collection
            when Form.isOfTheJdk(type) -> {
                if (collection instanceof SortedSet<?> sorted) {
                    add(children, node, ".comparator()", sorted.comparator());
                }
                elements(node, collection, children);
            }
            case Map.Entry<?, ?> entry
            when Form.isOfTheJdk(type) -> {
                add(children, node, ".getKey()", entry.getKey());
                add(children, node, ".getValue()", entry.getValue());
            }
            case Optional<?> optional -> add(children, node, ".get()", optional.orElse(null));
            case AtomicReference<?> reference -> add(children, node, ".get()", reference.get());
            default -> {
                if (type.isHidden()) {
                    captured(node, children);
                } else if (Proxy.isProxyClass(type)) {
                    InvocationHandler handler = Proxy.getInvocationHandler(object);
                    add(children, node, ".handler", handler);
                } else {
                    fields(node, children);
                }
            }
        }
    }

    private static void entries(Node node, Map<?, ?> map, List<Node> children) {
        int index = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            add(children, node, "[" + keyText(entry.getKey(), index) + "]", entry.getValue());
            add(children, node, ".keySet()[" + index + "]", entry.getKey());
            index++;
        }
    }

    private static String keyText(@Nullable Object key, int index) {
        return switch (key) {
            case String text when text.length() <= 40 -> '"' + text + '"';
            case Number number -> number.toString();
            case Enum<?> constant -> constant.name();
            case null, default -> "value " + index;
        };
    }

    private static void elements(Node node, Collection<?> collection, List<Node> children) {
        int index = 0;
        for (Object element : collection) {
            add(children, node, "[" + index++ + "]", element);
        }
    }

    private static void fields(Node node, List<Node> children) {
        if (node.object instanceof Throwable thrown) {
            add(children, node, ".cause", thrown.getCause());
        }
        for (Field field : ObjectShape.of(node.object.getClass())) {
            if (!field.getType().isPrimitive()) {
                try {
                    add(children, node, "." + field.getName(), field.get(node.object));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        if (node.object instanceof Map<?, ?> map) {
            entries(node, map, children);
        } else if (node.object instanceof Collection<?> collection) {
            elements(node, collection, children);
        }
    }

    private static void captured(Node node, List<Node> children) {
        if (Lambdas.writeReplace(node.object.getClass()) == null) {
            return;
        }
        SerializedLambda form = Lambdas.describe(node.object);
        LambdaSource source = LambdaSource.of(form, node.object.getClass().getClassLoader());
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            Object value = form.getCapturedArg(i);
            if (value != null) {
                children.add(new Node(value, node, "." + source.name(i), source.hint(i)));
            }
        }
    }

    private static void add(List<Node> children, Node parent, String step, @Nullable Object value) {
        if (value != null) {
            children.add(new Node(value, parent, step, ""));
        }
    }
}
