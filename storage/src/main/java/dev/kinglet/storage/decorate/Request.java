package dev.kinglet.storage.decorate;

/** The kinds of request to a store, one for each method of {@link dev.kinglet.storage.ObjectStore} that makes one. */
public enum Request {
    PUT,
    PUT_IF_ABSENT,
    /** An upload from beginning to commit, whatever the number of its parts. */
    UPLOAD,
    /** A read of a whole object into memory. */
    GET,
    /** A read of a range into memory. */
    GET_RANGE,
    /** A read as a stream. */
    OPEN,
    HEAD,
    COPY,
    DELETE,
    /** A delete of many; one, however many batches the backend makes of it. */
    DELETE_ALL,
    /** One page. */
    LIST
}
