package io.jenkins.plugins.calvinverse.provisioner.queue;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;

/** Wakes the fleets when something begins to wait for an executor. Called with the queue locked: memory only. */
@Extension
public class QueueWake extends QueueListener {
    @Override
    public void onEnterBuildable(Queue.BuildableItem item) {
        Fleets.get().wake(item.getAssignedLabel());
    }
}
