package io.jenkins.plugins.calvinverse.provisioner;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.SubTask;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;

/** Something for the queue that takes no time and leaves nothing behind. */
final class Chore implements Queue.Task {
    private final String name;
    private final Label label;
    private final AtomicInteger done;

    private Chore(String name, Label label, AtomicInteger done) {
        this.name = name;
        this.label = label;
        this.done = done;
    }

    /** Queues one that counts when it is done. */
    static void queue(String name, String label, AtomicInteger done) {
        Jenkins.get().getQueue().schedule2(new Chore(name, Label.get(label), done), 0);
    }

    @Override
    public Label getAssignedLabel() {
        return label;
    }

    @NonNull
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public String getFullDisplayName() {
        return name;
    }

    @Override
    public String getUrl() {
        return "chore/" + name + "/";
    }

    @Override
    public Queue.Executable createExecutable() {
        return new Queue.Executable() {
            @NonNull
            @Override
            public SubTask getParent() {
                return Chore.this;
            }

            @Override
            public void run() {
                done.incrementAndGet();
            }
        };
    }
}
