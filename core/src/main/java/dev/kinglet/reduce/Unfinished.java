package dev.kinglet.reduce;

import dev.kinglet.Aggregation;

/** An aggregation whose results are its accumulators, which others will join further. */
record Unfinished(Aggregation<Object, Object, ?> whole) implements Aggregation<Object, Object, Object> {

    @Override
    public Object first(Object value) throws Exception {
        return whole.first(value);
    }

    @Override
    public Object add(Object accumulated, Object value) throws Exception {
        return whole.add(accumulated, value);
    }

    @Override
    public Object merge(Object left, Object right) throws Exception {
        return whole.merge(left, right);
    }

    @Override
    public Object finish(Object accumulated) {
        return accumulated;
    }
}
