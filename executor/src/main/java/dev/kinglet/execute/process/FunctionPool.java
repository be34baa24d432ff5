package dev.kinglet.execute.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** The workers and the waiting invocations of one function. Guarded by the pool's lock. */
final class FunctionPool {

    final Deque<PendingInvocation> waiting = new ArrayDeque<>();

    /** The one that worked last is taken first, so that the others can be stopped. */
    final Deque<WorkerProcess> idle = new ArrayDeque<>();

    int starting;
}
