package dev.kinglet.storage;

/** The kinds of request to a store: one for each method of {@link ObjectStore} that makes one, and for what an upload sends. */
public enum Request {
    PUT,
    PUT_IF_ABSENT,
    /** What makes an upload appear: the one request of a short one, the completion of one in parts. */
    UPLOAD,
    /** The beginning of an upload in parts, and each of its parts. */
    UPLOAD_PART,
    /** A read of a whole object into memory. */
    GET,
    /** A read of a range into memory. */
    GET_RANGE,
    /** A read as a stream. */
    OPEN,
    HEAD,
    COPY,
    /** Of one object, or of the parts of an upload that is abandoned. */
    DELETE,
    /** A delete of up to {@value KeyRules#MAX_PAGE} objects. */
    DELETE_ALL,
    /** One page. */
    LIST
}
