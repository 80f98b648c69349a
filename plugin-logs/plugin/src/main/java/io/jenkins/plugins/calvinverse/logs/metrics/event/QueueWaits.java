package io.jenkins.plugins.calvinverse.logs.metrics.event;

import hudson.Extension;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Recorder;
import io.calvinverse.logs.metrics.Tags;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;

/** How long items waited that needed an executor of an agent. Called under the queue's lock: it only notes. */
@Extension
public class QueueWaits extends QueueListener {
    private static final double SECOND = 1000;

    @Override
    public void onLeft(Queue.LeftItem item) {
        if (item.isCancelled() || item.task instanceof Queue.FlyweightTask) {
            return;
        }
        Label label = item.getAssignedLabel();
        Recorder recorder = MetricsService.get().recorder();
        String name = recorder.rules().value("label", label == null ? "" : label.getName());
        long waited = System.currentTimeMillis() - item.getInQueueSince();
        recorder.observe(Measure.QUEUE_WAIT, Tags.of("label", name), Math.max(0, waited) / SECOND);
    }
}
