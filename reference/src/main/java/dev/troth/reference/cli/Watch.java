package dev.troth.reference.cli;

import dev.troth.statemachine.search.Explorer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A progress line on a terminal while searches or campaigns run, and their orderly end on an interrupt: what is known so far is
 * printed. Says nothing when the output goes elsewhere.
 */
final class Watch implements Explorer.Progress, AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    /** Counted down when the process has printed everything: an interrupt waits for what is known so far. */
    private static final CountDownLatch PRINTED = new CountDownLatch(1);

    private final boolean shown;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong next = new AtomicLong(System.nanoTime() + SECOND);
    private final long began = System.nanoTime();
    private final Thread hook = new Thread(this::interrupted);

    private Watch(boolean shown) {
        this.shown = shown;
    }

    /** The process has printed what it had to say. */
    static void printed() {
        PRINTED.countDown();
    }

    static Watch start() {
        Watch watch = new Watch(System.console() != null && System.console().isTerminal());
        Runtime.getRuntime().addShutdownHook(watch.hook);
        return watch;
    }

    /** The line shows states and depth of whichever search spoke last. */
    @Override
    public boolean goOn(int states, int depth) {
        return show(states, " configurations, depth " + depth);
    }

    /** The line shows how many schedules of how many are done. */
    boolean goOn(long done, long all) {
        long tenths = 10 * done / Math.max(1, all);
        return show(
                done, " of " + all + " schedules [" + "#".repeat((int) tenths) + ".".repeat((int) (10 - tenths)) + "]");
    }

    /** The line shows how many mutations of how many are done. */
    boolean mutations(int done, int all) {
        return show(done, " of " + all + " mutations");
    }

    private boolean show(long count, String what) {
        long due = next.get();
        long now = System.nanoTime();
        if (shown && now > due && next.compareAndSet(due, now + SECOND)) {
            long rate = count * SECOND / Math.max(1, now - began);
            say("\r" + count + what + ", " + rate + "/s   ");
            System.err.flush();
        }
        return !stopped.get();
    }

    boolean isStopped() {
        return stopped.get();
    }

    /** Takes the progress line away. */
    void clear() {
        if (shown) {
            say("\r" + " ".repeat(60) + "\r");
            System.err.flush();
        }
    }

    /** The line goes over itself. */
    private static void say(String line) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        System.err.write(octets, 0, octets.length);
    }

    private void interrupted() {
        stopped.set(true);
        try {
            boolean ignored = PRINTED.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clear();
        try {
            boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook has done its work: the search was stopped by an interrupt.
        }
    }
}
