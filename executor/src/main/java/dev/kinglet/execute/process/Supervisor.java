package dev.kinglet.execute.process;

/** Looks after a pool while it has workers: deadlines, idle time, memory. One look costs microseconds, so it need not be clever. */
final class Supervisor implements AutoCloseable {

    private static final long PERIOD_MILLIS = 50;

    private final WorkerPool pool;
    private final Thread thread;

    Supervisor(WorkerPool pool) {
        this.pool = pool;
        thread = Thread.ofPlatform().daemon().name("kinglet-supervisor").unstarted(this::supervise);
    }

    void start() {
        thread.start();
    }

    private void supervise() {
        try {
            while (true) {
                pool.inspect(System.nanoTime());
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            return; // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
