package io.jenkins.plugins.calvinverse.artefacts.trigger;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.model.queue.QueueListener;

/** Sees the builds that start for an artefact, those somebody takes from the queue, and the start of Jenkins. */
final class Starts {
    private Starts() {}

    @Extension
    public static class Loaded extends ItemListener {
        @Override
        public void onLoaded() {
            Arrivals.get().resume();
        }
    }

    @Extension
    public static class Begun extends RunListener<Run<?, ?>> {
        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            for (ArrivalAction each : run.getActions(ArrivalAction.class)) {
                Arrivals.get().left(each.getId(), run.getParent().getFullName());
            }
        }
    }

    @Extension
    public static class Cancelled extends QueueListener {
        @Override
        public void onLeft(Queue.LeftItem item) {
            if (item.isCancelled() && item.task instanceof Job<?, ?> job) {
                for (ArrivalAction each : item.getActions(ArrivalAction.class)) {
                    Arrivals.get().left(each.getId(), job.getFullName());
                }
            }
        }
    }
}
