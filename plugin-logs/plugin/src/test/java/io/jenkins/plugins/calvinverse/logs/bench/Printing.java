package io.jenkins.plugins.calvinverse.logs.bench;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jvnet.hudson.test.TestBuilder;

/** Prints lines as fast as it can, and says how long that took. */
final class Printing extends TestBuilder {
    private static final AtomicLong NANOS = new AtomicLong();

    private final int lines;

    Printing(int lines) {
        this.lines = lines;
    }

    long nanos() {
        return NANOS.get();
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
        PrintStream out = listener.getLogger();
        long began = System.nanoTime();
        for (int i = 0; i < lines; i++) {
            out.println(
                    "[INFO] compiling module " + i + " of the sample, and some more words as there are in such lines");
        }
        out.flush();
        NANOS.set(System.nanoTime() - began);
        return true;
    }
}
