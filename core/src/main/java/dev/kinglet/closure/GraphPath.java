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
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final int NOT_CAPTURED = -1;

    /** What {@code reversed()} makes of a comparator that is not the natural one. */
    private static final String REVERSED = "java.util.Collections$ReverseComparator2";

    /** @param captured which of its parent's captured values it is */
    private record Node(
            Object object,
            @Nullable Node parent,
            String step,
            String hint,
            int captured,
            @Nullable Field field) {}

    /** The path to {@code target}, or, where that is unknown or was made while writing, to the first object of its class; or null. */
    static @Nullable GraphPath find(Object root, @Nullable Object target, Class<?> type) {
        Node exact = target == null ? null : search(root, target, null);
        Node end = exact != null ? exact : search(root, null, type);
        return end == null ? null : path(end);
    }

    /** Where a lambda of the graph can have been made, by what holds it; nothing where that does not tell. */
    static Set<LambdaSites.Place> origins(Object root, Object lambda, LambdaSites sites) {
        Node node = search(root, lambda, null);
        List<String> holders = new ArrayList<>();
        node = node == null ? null : outermost(node, holders);
        if (node == null || node.parent == null) {
            return Set.of();
        }
        Set<LambdaSites.Place> origins = null;
        if (node.field != null) {
            origins = LambdaFlow.origins(sites, node.field, holders);
        } else if (node.captured != NOT_CAPTURED) {
            LambdaForm holder = form(node.parent.object, root);
            origins = holder != null && holder.capturingClass().equals(sites.className())
                    ? LambdaFlow.origins(sites, holder, node.captured, holders)
                    : null;
        }
        return origins == null ? Set.of() : origins;
    }

    /** Those of the places whose lambda can be the part of a comparator that this one is; all where that does not tell. */
    static List<LambdaSites.Place> narrow(Object root, Object lambda, List<LambdaSites.Place> places) {
        Node node = search(root, lambda, null);
        List<String> holders = new ArrayList<>();
        node = node == null ? null : outermost(node, holders);
        if (holders.isEmpty()) {
            return places;
        }
        boolean whole = node != null && node.parent != null;
        List<LambdaSites.Place> possible = places.stream()
                .filter(place -> ComparatorParts.canBe(place, holders, whole))
                .toList();
        return possible.isEmpty() ? places : possible;
    }

    /** The comparator that has an object as a part of a part, and which parts these are, the innermost first. */
    private static Node outermost(Node part, List<String> parts) {
        Node node = part;
        for (String is = partOf(node); is != null; is = partOf(node)) {
            parts.add(is);
            node = Objects.requireNonNull(node.parent);
        }
        return node;
    }

    /** Which part of a comparator of the JDK's an object is, or null where it is in something else. */
    private static @Nullable String partOf(Node node) {
        if (node.parent == null) {
            return null;
        }
        Object holder = node.parent.object;
        if (holder.getClass().getName().equals(REVERSED)) {
            return ComparatorParts.REVERSED;
        }
        if (node.captured == NOT_CAPTURED || !holder.getClass().getName().startsWith("java.util.Comparator$$Lambda")) {
            return null;
        }
        if (Lambdas.describe(holder).getImplMethodName().contains("thenComparing")) {
            return node.captured == 0 ? ComparatorParts.FIRST : ComparatorParts.SECOND;
        }
        return node.object instanceof Comparator ? ComparatorParts.COMPARATOR : ComparatorParts.FUNCTION;
    }

    /** What a lambda is made of, or null where that cannot be told. */
    private static @Nullable LambdaForm form(Object lambda, Object root) {
        if (Lambdas.writeReplace(lambda.getClass()) != null) {
            return LambdaForm.of(Lambdas.describe(lambda));
        }
        try {
            return PlainLambdas.site(lambda, root).form();
        } catch (RefusedException e) {
            return null;
        }
    }

    String text() {
        String text = String.join("", steps);
        return text.startsWith(".") ? text.substring(1) : text;
    }

    private static @Nullable Node search(Object root, @Nullable Object target, @Nullable Class<?> type) {
        Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> queue = new ArrayDeque<>();
        queue.add(new Node(root, null, "", "", NOT_CAPTURED, null));
        while (!queue.isEmpty()) {
            Node node = queue.remove();
            if (isEnd(node, target, type)) {
                return node;
            }
            if (met.add(node.object)) {
                List<Node> children = new ArrayList<>();
                try {
                    expand(root, node, children);
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

    private static void expand(Object root, Node node, List<Node> children) {
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
            case Comparator<?> reversed
            when type.getName().equals(REVERSED) -> add(children, node, ".reversed()", reversed.reversed());
            case Optional<?> optional -> add(children, node, ".get()", optional.orElse(null));
            case AtomicReference<?> reference -> add(children, node, ".get()", reference.get());
            default -> {
                if (type.isHidden()) {
                    captured(root, node, children);
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
                    Object value = field.get(node.object);
                    if (value != null) {
                        children.add(new Node(value, node, "." + field.getName(), "", NOT_CAPTURED, field));
                    }
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

    private static void captured(Object root, Node node, List<Node> children) {
        Object lambda = node.object;
        List<@Nullable Object> values = new ArrayList<>();
        if (Lambdas.writeReplace(lambda.getClass()) != null) {
            SerializedLambda open = Lambdas.describe(lambda);
            for (int i = 0; i < open.getCapturedArgCount(); i++) {
                values.add(open.getCapturedArg(i));
            }
        } else if (!Form.isOfTheJdk(lambda.getClass())) {
            PlainLambdas.fields(lambda.getClass()).forEach(field -> values.add(PlainLambdas.value(field, lambda)));
        }
        if (values.isEmpty()) {
            return;
        }
        LambdaForm form = form(lambda, root);
        LambdaSource source = LambdaSource.of(form, lambda.getClass());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                children.add(new Node(value, node, "." + source.name(i, value), source.hint(i), i, null));
            }
        }
    }

    private static void add(List<Node> children, Node parent, String step, @Nullable Object value) {
        if (value != null) {
            children.add(new Node(value, parent, step, "", NOT_CAPTURED, null));
        }
    }
}
