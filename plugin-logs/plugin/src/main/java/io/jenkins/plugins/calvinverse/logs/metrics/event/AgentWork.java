package io.jenkins.plugins.calvinverse.logs.metrics.event;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.ExecutorListener;
import hudson.model.Queue;
import jenkins.model.Jenkins;

/** When agents begin and end to work. */
@Extension
public class AgentWork implements ExecutorListener {

    @Override
    public void taskAccepted(Executor executor, Queue.Task task) {
        if (isOfAgent(executor)) {
            AgentLives.get().taken(executor.getOwner());
        }
    }

    @Override
    public void taskCompleted(Executor executor, Queue.Task task, long durationMillis) {
        ended(executor);
    }

    @Override
    public void taskCompletedWithProblems(Executor executor, Queue.Task task, long durationMillis, Throwable problems) {
        ended(executor);
    }

    private static void ended(Executor executor) {
        Computer computer = executor.getOwner();
        boolean othersIdle = computer.getExecutors().stream().allMatch(each -> each == executor || each.isIdle());
        if (isOfAgent(executor) && othersIdle) {
            AgentLives.get().free(computer);
        }
    }

    private static boolean isOfAgent(Executor executor) {
        return !(executor.getOwner() instanceof Jenkins.MasterComputer);
    }
}
