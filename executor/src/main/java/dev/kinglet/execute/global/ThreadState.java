package dev.kinglet.execute.global;

import org.jspecify.annotations.Nullable;

/** What a call may change of the thread that runs it, but for thread-locals, which only go with the thread. */
public final class ThreadState {

    private final Thread thread = Thread.currentThread();
    private final String name = thread.getName();
    private final int priority = thread.getPriority();
    private final @Nullable ClassLoader loader = thread.getContextClassLoader();
    private final ThreadGroup group = thread.getThreadGroup();
    private final int groupsPriority = group.getMaxPriority();
    private final Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();

    /** Makes the thread as it was, and not interrupted. In that thread. */
    // A loader, or a handler, is itself alone. The priority is put back to what it was.
    @SuppressWarnings({"ReferenceEquality", "ThreadPriorityCheck"})
    public void putBack() {
        boolean ignored = Thread.interrupted();
        if (!thread.getName().equals(name)) {
            thread.setName(name);
        }
        if (group.getMaxPriority() != groupsPriority) {
            group.setMaxPriority(groupsPriority); // before that of a thread, which it bounds
        }
        if (thread.getPriority() != priority) {
            thread.setPriority(priority);
        }
        if (thread.getContextClassLoader() != loader) {
            thread.setContextClassLoader(loader);
        }
        if (thread.getUncaughtExceptionHandler() != handler) {
            thread.setUncaughtExceptionHandler(handler instanceof ThreadGroup ? null : handler);
        }
    }
}
