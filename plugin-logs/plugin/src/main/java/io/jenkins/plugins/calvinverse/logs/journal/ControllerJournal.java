package io.jenkins.plugins.calvinverse.logs.journal;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.check.Settings;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ships the controller's own log, and what happens to agents, while that is wanted and there is a target. */
@Extension
public class ControllerJournal extends SaveableListener {
    private final Journal journal = new Journal();
    private final RecordHandler handler = new RecordHandler(journal);
    private volatile boolean on;

    public static ControllerJournal get() {
        return ExtensionList.lookupSingleton(ControllerJournal.class);
    }

    @Initializer(after = InitMilestone.SYSTEM_CONFIG_ADAPTED, before = InitMilestone.JOB_LOADED)
    public static void begin() {
        get().follow();
    }

    @Terminator
    public static void end() {
        get().stop();
    }

    @Override
    public void onChange(Saveable o, XmlFile file) {
        if (o instanceof LogsConfiguration) {
            follow();
        }
    }

    private synchronized void follow() {
        LogsConfiguration configuration = LogsConfiguration.get();
        String level = configuration.getControllerLogLevel();
        if (Settings.NO_CONTROLLER_LOG.equals(level)
                || configuration.getTargets().isEmpty()) {
            stop();
            return;
        }
        handler.setLevel(Level.parse(level));
        if (!on) {
            on = true;
            journal.start();
            Logger.getLogger("").addHandler(handler);
        }
    }

    private synchronized void stop() {
        if (on) {
            on = false;
            Logger.getLogger("").removeHandler(handler);
            journal.stop();
        }
    }

    /** Something happened to an agent. Returns at once. */
    void add(Entry entry) {
        if (on && Shipping.get().ships()) {
            journal.add(entry);
        }
    }
}
