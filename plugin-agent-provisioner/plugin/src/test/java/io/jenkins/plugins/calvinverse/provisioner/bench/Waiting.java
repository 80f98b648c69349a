package io.jenkins.plugins.calvinverse.provisioner.bench;

import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.ResourceList;
import hudson.model.queue.AbstractQueueTask;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.SubTask;
import java.util.concurrent.atomic.AtomicLong;

/** Something that waits for a label and notes when it was buildable and when it ran. */
final class Waiting extends AbstractQueueTask {
    final String label;
    final AtomicLong buildable = new AtomicLong();
    final AtomicLong ran = new AtomicLong();

    Waiting(String label) {
        this.label = label;
    }

    @Override
    public Label getAssignedLabel() {
        return Label.get(label);
    }

    @Override
    public Queue.Executable createExecutable() {
        return new Queue.Executable() {
            @Override
            public SubTask getParent() {
                return Waiting.this;
            }

            @Override
            public void run() {
                ran.compareAndSet(0, System.nanoTime());
            }
        };
    }

    @Override
    public String getName() {
        return label;
    }

    @Override
    public String getFullDisplayName() {
        return label;
    }

    @Override
    public String getDisplayName() {
        return label;
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public ResourceList getResourceList() {
        return ResourceList.EMPTY;
    }

    @Override
    public void checkAbortPermission() {}

    @Override
    public boolean hasAbortPermission() {
        return true;
    }

    @Override
    public boolean isBuildBlocked() {
        return false;
    }

    @Override
    public String getWhyBlocked() {
        return null;
    }

    @Override
    public CauseOfBlockage getCauseOfBlockage() {
        return null;
    }
}
