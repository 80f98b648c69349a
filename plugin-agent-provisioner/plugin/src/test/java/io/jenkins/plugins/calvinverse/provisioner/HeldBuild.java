package io.jenkins.plugins.calvinverse.provisioner;

import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.TestBuilder;

/** A build that runs until it is let go. */
final class HeldBuild {
    final FreeStyleProject job;
    private final CountDownLatch release = new CountDownLatch(1);
    private QueueTaskFuture<FreeStyleBuild> future;

    private HeldBuild(FreeStyleProject job) {
        this.job = job;
    }

    /** Queues one; a label of null is none. */
    static HeldBuild queue(String name, String label) throws Exception {
        HeldBuild held = new HeldBuild(Jenkins.get().createProject(FreeStyleProject.class, name));
        held.job.setAssignedLabel(label == null ? null : Label.parseExpression(label));
        CountDownLatch release = held.release;
        held.job.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws InterruptedException {
                release.await();
                return true;
            }
        });
        held.future = held.job.scheduleBuild2(0);
        return held;
    }

    /** Waits until it runs, and answers where. */
    String started() throws Exception {
        Trial.until(
                Duration.ofSeconds(60),
                job.getName() + " runs",
                () -> job.getLastBuild() != null
                        && Util.fixEmpty(job.getLastBuild().getBuiltOnStr()) != null);
        return job.getLastBuild().getBuiltOnStr();
    }

    boolean waits() {
        return Jenkins.get().getQueue().contains(job);
    }

    /** Lets it end; answers how it did. */
    Result ended() throws Exception {
        release.countDown();
        return future.get(60, TimeUnit.SECONDS).getResult();
    }

    void cancel() {
        Jenkins.get().getQueue().cancel(job);
    }
}
