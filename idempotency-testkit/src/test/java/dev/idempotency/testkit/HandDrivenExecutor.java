package dev.idempotency.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks when the test says so. For one thread. */
final class HandDrivenExecutor implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean isShutDown;

    @Override
    public void execute(Runnable task) {
        if (isShutDown) {
            throw new RejectedExecutionException("shut down");
        }
        tasks.add(task);
    }

    void shutDown() {
        isShutDown = true;
    }

    /** Runs what is there, and what comes of it. */
    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
