package dev.kinglet.closure;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The views that the JDK's collections give of themselves and that are not Serializable ({@code map.keySet()}). Such a view travels as the
 * same view of a collection made for it, which looks up, orders and refuses as the one that it was taken from does.
 */
enum ViewKind {
    /** What {@code reversed()} gives: the collection itself, to be reversed again. */
    REVERSED,
    /** A part of a list: a list of its own. */
    LIST,
    /** A map of the JDK's that has no class of its own for users. */
    MAP,
    FIXED_MAP,
    KEYS,
    FIXED_KEYS,
    SORTED_KEYS,
    CONCURRENT_SORTED_KEYS,
    IDENTITY_KEYS,
    VALUES,
    FIXED_VALUES,
    IDENTITY_VALUES,
    ENTRIES,
    FIXED_ENTRIES,
    IDENTITY_ENTRIES;

    private static final ViewKind[] ALL = values();

    private static final Map<String, ViewKind> KINDS = Map.ofEntries(
            entry("java.util.ReverseOrderListView", REVERSED),
            entry("java.util.ReverseOrderListView$Rand", REVERSED),
            entry("java.util.ReverseOrderDequeView", REVERSED),
            entry("java.util.ReverseOrderSortedSetView", REVERSED),
            entry("java.util.ReverseOrderSortedMapView", REVERSED),
            entry("java.util.LinkedHashMap$ReversedLinkedHashMapView", REVERSED),
            entry("java.util.LinkedHashSet$1ReverseLinkedHashSetView", REVERSED),
            entry("java.util.concurrent.CopyOnWriteArrayList$Reversed", REVERSED),
            entry("java.util.ArrayList$SubList", LIST),
            entry("java.util.AbstractList$SubList", LIST),
            entry("java.util.AbstractList$RandomAccessSubList", LIST),
            entry("java.util.concurrent.CopyOnWriteArrayList$COWSubList", LIST),
            entry("java.lang.ProcessEnvironment$StringEnvironment", MAP),
            entry("java.util.stream.Collectors$Partition", FIXED_MAP),
            entry("java.util.HashMap$KeySet", KEYS),
            entry("java.util.LinkedHashMap$LinkedKeySet", KEYS),
            entry("java.util.EnumMap$KeySet", KEYS),
            entry("java.util.WeakHashMap$KeySet", KEYS),
            entry("java.util.AbstractMap$1", FIXED_KEYS),
            entry("java.util.TreeMap$KeySet", SORTED_KEYS),
            entry("java.util.concurrent.ConcurrentSkipListMap$KeySet", CONCURRENT_SORTED_KEYS),
            entry("java.util.IdentityHashMap$KeySet", IDENTITY_KEYS),
            entry("java.util.HashMap$Values", VALUES),
            entry("java.util.LinkedHashMap$LinkedValues", VALUES),
            entry("java.util.EnumMap$Values", VALUES),
            entry("java.util.WeakHashMap$Values", VALUES),
            entry("java.util.TreeMap$Values", VALUES),
            entry("java.util.concurrent.ConcurrentSkipListMap$Values", VALUES),
            entry("java.util.AbstractMap$2", FIXED_VALUES),
            entry("java.util.IdentityHashMap$Values", IDENTITY_VALUES),
            entry("java.util.HashMap$EntrySet", ENTRIES),
            entry("java.util.LinkedHashMap$LinkedEntrySet", ENTRIES),
            entry("java.util.EnumMap$EntrySet", ENTRIES),
            entry("java.util.WeakHashMap$EntrySet", ENTRIES),
            entry("java.util.TreeMap$EntrySet", ENTRIES),
            entry("java.util.TreeMap$AscendingSubMap$AscendingEntrySetView", ENTRIES),
            entry("java.util.TreeMap$DescendingSubMap$DescendingEntrySetView", ENTRIES),
            entry("java.util.concurrent.ConcurrentSkipListMap$EntrySet", ENTRIES),
            entry("java.util.ImmutableCollections$MapN$1", FIXED_ENTRIES),
            entry("java.util.stream.Collectors$Partition$1", FIXED_ENTRIES),
            entry("java.util.IdentityHashMap$EntrySet", IDENTITY_ENTRIES));

    /** The kind of the views of a class of the JDK, or null where they are none of these. */
    static @Nullable ViewKind of(Class<?> type) {
        return KINDS.get(type.getName());
    }

    static ViewKind at(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new UndecodableException("no view of a collection has the number " + number, null, null);
        }
        return ALL[number];
    }

    /** Whether what is written are keys and values in turn. */
    boolean isOfPairs() {
        return switch (this) {
            case MAP, FIXED_MAP, ENTRIES, FIXED_ENTRIES, IDENTITY_ENTRIES -> true;
            default -> false;
        };
    }

    /** Whether a comparator is written with it. */
    boolean isSorted() {
        return this == SORTED_KEYS || this == CONCURRENT_SORTED_KEYS;
    }

    /**
     * The view of what was read.
     *
     * @param pairs keys and values in turn; for kinds that are not of pairs, each element twice
     * @param order has the comparator, for those that are sorted
     */
    Object make(@Nullable Object[] pairs, InOrder order) {
        return switch (this) {
            case REVERSED, LIST -> throw new IllegalArgumentException(name());
            case MAP -> hashed(pairs);
            case FIXED_MAP -> Collections.unmodifiableMap(hashed(pairs));
            case KEYS -> hashed(pairs).keySet();
            case FIXED_KEYS -> Collections.unmodifiableMap(hashed(pairs)).keySet();
            case SORTED_KEYS -> new TreeMap<>(order).navigableKeySet();
            case CONCURRENT_SORTED_KEYS -> new ConcurrentSkipListMap<>(order).navigableKeySet();
            case IDENTITY_KEYS -> identity(pairs).keySet();
            case VALUES -> values(new LinkedHashMap<>(), pairs);
            case FIXED_VALUES -> Collections.unmodifiableCollection(values(new LinkedHashMap<>(), pairs));
            case IDENTITY_VALUES -> values(new IdentityHashMap<>(), pairs);
            case ENTRIES -> hashed(pairs).entrySet();
            case FIXED_ENTRIES -> Collections.unmodifiableMap(hashed(pairs)).entrySet();
            case IDENTITY_ENTRIES -> identity(pairs).entrySet();
        };
    }

    private static Map<@Nullable Object, @Nullable Object> hashed(@Nullable Object[] pairs) {
        return fill(new LinkedHashMap<>(), pairs);
    }

    private static Map<@Nullable Object, @Nullable Object> identity(@Nullable Object[] pairs) {
        return fill(new IdentityHashMap<>(), pairs);
    }

    private static Map<@Nullable Object, @Nullable Object> fill(
            Map<@Nullable Object, @Nullable Object> map, @Nullable Object[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Collection<@Nullable Object> values(Map<Object, @Nullable Object> map, @Nullable Object[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(i, pairs[i]);
        }
        return map.values();
    }
}
