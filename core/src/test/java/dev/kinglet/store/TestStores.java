package dev.kinglet.store;

import dev.kinglet.storage.decorate.RetryPolicy;

/** Stores for tests that read and write as a job's driver does. */
public final class TestStores {

    /** Of no job: shared by all tests of a run, and open to its end. */
    public static final Stores ANY = open();

    private TestStores() {}

    /** Those of a job of its own. */
    public static Stores open() {
        return new Stores(new StoreConnections(), RetryPolicy.DRIVER);
    }
}
