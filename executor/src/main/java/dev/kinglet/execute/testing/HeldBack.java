package dev.kinglet.execute.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/** Answers that wait to be given out. Guarded by itself; they are given out without the lock. */
final class HeldBack {

    private final Deque<Runnable> answers = new ArrayDeque<>();

    synchronized void add(Runnable answer) {
        answers.push(answer);
    }

    private synchronized Deque<Runnable> take() {
        Deque<Runnable> taken = new ArrayDeque<>(answers);
        answers.clear();
        return taken;
    }

    void release() {
        take().forEach(Runnable::run);
    }
}
