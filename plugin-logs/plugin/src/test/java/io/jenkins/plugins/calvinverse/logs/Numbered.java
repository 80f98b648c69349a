package io.jenkins.plugins.calvinverse.logs;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.PrintStream;
import org.jvnet.hudson.test.TestBuilder;

/** Prints numbered lines as fast as it can. */
final class Numbered extends TestBuilder {
    private final int lines;

    Numbered(int lines) {
        this.lines = lines;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
        PrintStream out = listener.getLogger();
        for (int i = 0; i < lines; i++) {
            out.println("[INFO] compiling a module of the sample, with such words as there are, line " + i);
        }
        return true;
    }
}
