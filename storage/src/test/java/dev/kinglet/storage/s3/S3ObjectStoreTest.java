package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;

class S3ObjectStoreTest extends ObjectStoreContractTest {

    @Override
    protected ObjectStore newStore() {
        return S3Server.open(S3Server.newLocation());
    }

    @Override
    protected ObjectStore reopen(String location) {
        return S3Server.open(location);
    }

    /** S3Proxy keeps objects as files, even those in memory. */
    @Override
    public boolean keepsKeysAsPaths() {
        return true;
    }
}
