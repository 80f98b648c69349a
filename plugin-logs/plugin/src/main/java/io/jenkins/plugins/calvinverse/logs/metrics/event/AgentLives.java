package io.jenkins.plugins.calvinverse.logs.metrics.event;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;
import hudson.slaves.OfflineCause;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Recorder;
import io.calvinverse.logs.metrics.Tags;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;

/** How long agents take to come online, and why they go. */
@Extension
public class AgentLives extends ComputerListener {
    private static final double SECOND = 1000;

    private final Map<String, Long> launched = new ConcurrentHashMap<>();
    private final Map<String, Long> idle = new ConcurrentHashMap<>();

    static AgentLives get() {
        return ExtensionList.lookupSingleton(AgentLives.class);
    }

    /** An agent is expected from now on. */
    void expected(String name) {
        launched.putIfAbsent(name, System.currentTimeMillis());
    }

    @Override
    public void preLaunch(Computer computer, TaskListener listener) {
        expected(computer.getName());
    }

    @Override
    public void onOnline(Computer computer, TaskListener listener) {
        if (computer instanceof Jenkins.MasterComputer) {
            return;
        }
        Long since = launched.remove(computer.getName());
        if (since != null) {
            observe(Measure.AGENT_BOOT, computer, since);
        }
        free(computer);
    }

    @Override
    public void onLaunchFailure(Computer computer, TaskListener listener) {
        launched.remove(computer.getName());
        MetricsService.get().recorder().count(Measure.PROVISIONING_FAILURES, Tags.of("reason", "launch"));
    }

    @Override
    public void onOffline(@NonNull Computer computer, @CheckForNull OfflineCause cause) {
        // Not online before: no agent went.
        if (idle.remove(computer.getName()) != null) {
            MetricsService.get().recorder().count(Measure.AGENT_DISCONNECTS, Tags.of("cause", name(cause)));
        }
    }

    private static String name(OfflineCause cause) {
        if (cause instanceof OfflineCause.ChannelTermination) {
            return "channel";
        }
        if (cause instanceof OfflineCause.UserCause || cause instanceof OfflineCause.ByCLI) {
            return "user";
        }
        return cause instanceof OfflineCause.IdleOfflineCause ? "idle" : "other";
    }

    /** It has nothing to do from now on. */
    void free(Computer computer) {
        idle.put(computer.getName(), System.currentTimeMillis());
    }

    /** It has something to do from now on. Zero stands for busy. */
    void taken(Computer computer) {
        Long since = idle.put(computer.getName(), 0L);
        if (since != null && since > 0) {
            observe(Measure.AGENT_IDLE, computer, since);
        }
    }

    private static void observe(Measure measure, Computer computer, long since) {
        Node node = computer.getNode();
        Recorder recorder = MetricsService.get().recorder();
        String label = recorder.rules().value("label", node == null ? "" : node.getLabelString());
        recorder.observe(measure, Tags.of("label", label), Math.max(0, System.currentTimeMillis() - since) / SECOND);
    }
}
