package dev.kinglet.equality;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of classes whose equality is that of a contract of the JDK's, which the hash codes follow. */
enum BuiltIn implements HashKind {
    /** Its {@code hashCode} is the same in each process. */
    OWN {
        @Override
        public int code(Object key) {
            return key.hashCode();
        }
    },
    /** A constant of an enum: by its name. */
    CONSTANT {
        @Override
        public int code(Object key) {
            return ((Enum<?>) key).name().hashCode();
        }

        @Override
        public long wide(Object key) {
            return KeyHash.text(((Enum<?>) key).name());
        }
    },
    /** A currency, of which every process has one object: by its code. */
    CURRENCY {
        @Override
        public int code(Object key) {
            return ((Currency) key).getCurrencyCode().hashCode();
        }
    },
    /** A class: by its name. */
    CLASS_NAME {
        @Override
        public int code(Object key) {
            return ((Class<?>) key).getName().hashCode();
        }
    },
    LIST {
        @Override
        public int code(Object key) {
            int hash = 1;
            for (Object element : (List<?>) key) {
                hash = FACTOR * hash + StableHash.codeOrZero(element);
            }
            return hash;
        }

        @Override
        public long wide(Object key) {
            List<?> list = (List<?>) key;
            long hash = list.size();
            for (Object element : list) {
                hash = KeyHash.mix(hash) + KeyHash.wideOrZero(element);
            }
            return hash;
        }
    },
    /** A set: in no order. */
    SET {
        @Override
        public int code(Object key) {
            int hash = 0;
            for (Object member : (Collection<?>) key) {
                hash += StableHash.codeOrZero(member);
            }
            return hash;
        }

        @Override
        public long wide(Object key) {
            long hash = 0;
            for (Object member : (Collection<?>) key) {
                hash += KeyHash.mix(KeyHash.wideOrZero(member));
            }
            return hash;
        }
    },
    MAP {
        @Override
        public int code(Object key) {
            int hash = 0;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) key).entrySet()) {
                hash += ENTRY.code(entry);
            }
            return hash;
        }

        @Override
        public long wide(Object key) {
            long hash = 0;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) key).entrySet()) {
                hash += KeyHash.mix(ENTRY.wide(entry));
            }
            return hash;
        }
    },
    ENTRY {
        @Override
        public int code(Object key) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) key;
            return StableHash.codeOrZero(entry.getKey()) ^ StableHash.codeOrZero(entry.getValue());
        }

        @Override
        public long wide(Object key) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) key;
            return KeyHash.mix(KeyHash.wideOrZero(entry.getKey())) + KeyHash.wideOrZero(entry.getValue());
        }
    },
    OPTIONAL {
        @Override
        public int code(Object key) {
            return StableHash.codeOrZero(((Optional<?>) key).orElse(null));
        }

        @Override
        public long wide(Object key) {
            return KeyHash.mix(KeyHash.wideOrZero(((Optional<?>) key).orElse(null)));
        }
    };

    /** What the contracts of the JDK's collections, records and {@link java.util.Objects#hash} multiply by. */
    static final int FACTOR = 31;
}
