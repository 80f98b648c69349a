package io.jenkins.plugins.calvinverse.logs.journal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.calvinverse.logs.pipeline.AgentFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Records of agents that connect, disconnect, or do not start – these with the last words of their launch. */
@Extension
public class AgentEvents extends ComputerListener {

    @Override
    public void onOnline(Computer computer, TaskListener listener) {
        tell(computer, "online", Messages.AgentEvents_Online(name(computer)), Map::of);
    }

    @Override
    public void onOffline(@NonNull Computer computer, @CheckForNull OfflineCause cause) {
        String why = cause == null ? Messages.AgentEvents_NoCause() : cause.toString();
        tell(computer, "offline", Messages.AgentEvents_Offline(name(computer), why), Map::of);
    }

    @Override
    public void onTemporarilyOffline(Computer computer, OfflineCause cause) {
        String why = cause == null ? Messages.AgentEvents_NoCause() : cause.toString();
        tell(computer, "cordoned", Messages.AgentEvents_Cordoned(name(computer), why), Map::of);
    }

    @Override
    public void onLaunchFailure(Computer computer, TaskListener listener) {
        tell(computer, "launch-failed", Messages.AgentEvents_NotLaunched(name(computer)), () -> console(computer));
    }

    private static Map<String, String> console(Computer computer) {
        try {
            return Map.of("console", computer.getLog());
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String name(Computer computer) {
        return computer.getName().isEmpty() ? AgentFields.BUILT_IN : computer.getName();
    }

    private static void tell(Computer computer, String event, String message, Supplier<Map<String, String>> more) {
        Map<String, Object> members = new HashMap<>();
        members.put("kind", "agent");
        members.put("event", event);
        AgentFields.of(computer.getName(), members, new HashMap<>());
        ControllerJournal.get().add(new Entry(System.currentTimeMillis(), message, members, more));
    }
}
