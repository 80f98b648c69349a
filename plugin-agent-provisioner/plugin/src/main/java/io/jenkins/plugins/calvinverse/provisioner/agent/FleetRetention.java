package io.jenkins.plugins.calvinverse.provisioner.agent;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Descriptor;
import hudson.model.Executor;
import hudson.model.ExecutorListener;
import hudson.model.OneOffExecutor;
import hudson.model.Queue;
import hudson.slaves.RetentionStrategy;
import io.calvinverse.provisioner.loop.Reconciler;
import io.calvinverse.provisioner.machine.Machine;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import java.util.function.Consumer;
import org.jenkinsci.plugins.durabletask.executors.ContinuableExecutable;
import org.jenkinsci.plugins.durabletask.executors.ContinuedTask;

/**
 * Leaves every decision to the fleet and tells it which builds begin and end. Starting and checking do nothing: the
 * machine connects by itself, and core calls the check with the queue locked.
 */
public class FleetRetention extends RetentionStrategy<ImmutableAgentComputer> implements ExecutorListener {
    private static final long MINUTES_BETWEEN_CHECKS = 60;

    @Override
    public void start(@NonNull ImmutableAgentComputer c) {
        // The machine connects by itself.
    }

    @Override
    public long check(@NonNull ImmutableAgentComputer c) {
        return MINUTES_BETWEEN_CHECKS;
    }

    @Override
    public void taskAccepted(Executor executor, Queue.Task task) {
        tell(executor, fleet -> {
            Reconciler reconciler = fleet.reconciler();
            String name = executor.getOwner().getName();
            if (!(task instanceof ContinuedTask continued && continued.isContinued()) || uncounted(reconciler, name)) {
                reconciler.accepted(name);
            }
        });
    }

    /** A build that goes on after a crash which happened before it was counted. */
    private static boolean uncounted(Reconciler reconciler, String name) {
        Machine machine = reconciler.current(name);
        return machine != null && machine.running() == 0;
    }

    @Override
    public void taskCompleted(Executor executor, Queue.Task task, long durationMS) {
        completed(executor);
    }

    @Override
    public void taskCompletedWithProblems(Executor executor, Queue.Task task, long durationMS, Throwable problems) {
        completed(executor);
    }

    private static void completed(Executor executor) {
        if (!(executor.getCurrentExecutable() instanceof ContinuableExecutable build && build.willContinue())) {
            tell(
                    executor,
                    fleet -> fleet.reconciler().completed(executor.getOwner().getName()));
        }
    }

    private static void tell(Executor executor, Consumer<Fleet> message) {
        Computer computer = executor.getOwner();
        if (!(executor instanceof OneOffExecutor) && computer.getNode() instanceof ImmutableAgent agent) {
            agent.fleet().ifPresent(fleet -> {
                message.accept(fleet);
                fleet.wake();
            });
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<RetentionStrategy<?>> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FleetRetention_DisplayName();
        }
    }
}
