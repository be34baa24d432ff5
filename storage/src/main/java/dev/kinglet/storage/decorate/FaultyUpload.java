package dev.kinglet.storage.decorate;

import dev.kinglet.storage.ObjectUpload;
import java.io.IOException;

/** An upload after whose commit something may go wrong. */
final class FaultyUpload extends ObjectUpload {

    private final ObjectUpload upload;
    private final Runnable afterCommit;

    FaultyUpload(ObjectUpload upload, Runnable afterCommit) {
        this.upload = upload;
        this.afterCommit = afterCommit;
    }

    @Override
    public void write(int oneByte) throws IOException {
        upload.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        upload.write(bytes, offset, length);
    }

    @Override
    public void commit() {
        upload.commit();
        afterCommit.run();
    }

    @Override
    public void close() {
        upload.close();
    }
}
