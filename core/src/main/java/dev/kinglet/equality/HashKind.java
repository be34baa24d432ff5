package dev.kinglet.equality;

/** How the keys of one class are hashed, so that equal ones have one hash in every process. */
interface HashKind {

    /** As its {@code hashCode} would be if no object had an identity. */
    int code(Object key);

    /** A hash of more bits where there are more to be had. */
    default long wide(Object key) {
        return code(key);
    }

    /** A hash that need hold in this process only, from decoding to the end of a call. */
    default int local(Object key) {
        return (int) KeyHash.of(key);
    }

    /**
     * Nothing is known of its hash code but that it cannot be relied on elsewhere. Equal keys still have one hash, as all have the same.
     *
     * @param reason why, as a sentence about the class
     * @param steady whether its hash code holds at least within a process
     */
    record Opaque(String reason, boolean steady) implements HashKind {
        @Override
        public int code(Object key) {
            return 0;
        }

        @Override
        public int local(Object key) {
            return steady ? key.hashCode() : 0;
        }
    }

    /**
     * Equal only to itself, which has no meaning in another process.
     *
     * @param reason what to say
     */
    record Refused(String reason) implements HashKind {
        @Override
        public int code(Object key) {
            throw new IllegalArgumentException(reason);
        }
    }
}
