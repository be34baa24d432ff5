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
                inspect();
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            return; // closed
        }
    }

    /** A defect in one look must not end all later ones: without them no limit holds. */
    private void inspect() {
        try {
            pool.inspect(System.nanoTime());
        } catch (RuntimeException e) {
            System.getLogger(Supervisor.class.getName())
                    .log(System.Logger.Level.ERROR, "a look after the workers failed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
