package io.jenkins.plugins.calvinverse.provisioner;

import hudson.model.Computer;
import hudson.remoting.Channel;
import hudson.remoting.ChannelBuilder;
import hudson.remoting.FastPipedInputStream;
import hudson.remoting.FastPipedOutputStream;
import hudson.slaves.SlaveComputer;
import java.io.File;
import java.io.OutputStream;
import java.time.Duration;
import jenkins.model.Jenkins;

/** The agent of a machine that is not there, connected from within this process. */
public final class LocalAgent {
    private LocalAgent() {}

    /** Returns at once; it connects when the controller expects it, as a machine would that boots in no time. */
    public static void connectSoon(String machine) {
        Computer.threadPoolForRemoting.submit(() -> {
            connect(machine);
            return null;
        });
    }

    /** Connects it; waits for the controller to expect it. */
    static void connect(String machine) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        // An agent that cannot be saved is there for a moment and goes again; a real client would come back.
        File saved = new File(Jenkins.get().getRootDir(), "nodes/" + machine + "/config.xml");
        while (!saved.isFile() || Jenkins.get().getComputer(machine) == null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the controller does not expect " + machine);
            }
            Thread.sleep(1);
        }
        FastPipedInputStream toAgent = new FastPipedInputStream();
        FastPipedOutputStream fromController = new FastPipedOutputStream(toAgent);
        FastPipedInputStream toController = new FastPipedInputStream();
        FastPipedOutputStream fromAgent = new FastPipedOutputStream(toController);
        Computer.threadPoolForRemoting.submit(() -> new ChannelBuilder(machine, Computer.threadPoolForRemoting)
                .withMode(Channel.Mode.BINARY)
                .build(toAgent, fromAgent));
        SlaveComputer computer = (SlaveComputer) Jenkins.get().getComputer(machine);
        computer.setChannel(toController, fromController, OutputStream.nullOutputStream(), new Channel.Listener() {});
    }
}
