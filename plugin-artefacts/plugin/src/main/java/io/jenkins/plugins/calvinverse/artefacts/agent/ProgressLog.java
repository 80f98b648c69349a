package io.jenkins.plugins.calvinverse.artefacts.agent;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.publish.PublicationListener;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the build's log how far it is: every tenth of the bytes or every ten seconds, whichever is later, and what is done. */
final class ProgressLog implements PublicationListener {
    private static final long QUIET_MILLIS = 10_000;
    private static final int MOST_LINES = 100;

    private final PrintStream log;
    private final InstantSource clock;
    private final AtomicLong moved = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private volatile long total = 1;
    private volatile long began;
    private volatile long spoke;
    private int lines;

    ProgressLog(PrintStream log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.began = clock.millis();
        this.spoke = began;
    }

    @Override
    public void checked(int artefacts, long bytes) {
        total = Math.max(1, bytes);
        began = clock.millis();
        spoke = began;
        log.println("Publishing " + artefacts + " artefacts, of which " + Sizes.of(bytes) + " have to be sent");
    }

    @Override
    public void moved(Artefact artefact, long bytes) {
        long now = moved.addAndGet(bytes);
        long tenth = now * 10 / total;
        long time = clock.millis();
        if (tenth > told.get() && time - spoke >= QUIET_MILLIS / 10 || time - spoke >= QUIET_MILLIS) {
            say(now, tenth, time);
        }
    }

    private synchronized void say(long now, long tenth, long time) {
        if (tenth <= told.get() && time - spoke < QUIET_MILLIS) {
            return;
        }
        told.set(tenth);
        spoke = time;
        long rate = now * 1000 / Math.max(1, time - began);
        log.println("  " + Math.min(99, now * 100 / total) + " % (" + Sizes.of(now) + ", " + Sizes.of(rate) + "/s)");
    }

    @Override
    public synchronized void done(Receipt receipt) {
        if (++lines <= MOST_LINES) {
            log.println("  " + receipt.outcome().symbol() + " " + receipt.coordinates() + " " + receipt.url());
        } else if (lines == MOST_LINES + 1) {
            log.println("  … and more; all of them are on the build's page");
        }
    }
}
