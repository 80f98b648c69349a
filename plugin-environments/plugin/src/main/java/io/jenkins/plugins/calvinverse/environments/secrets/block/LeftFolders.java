package io.jenkins.plugins.calvinverse.environments.secrets.block;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import hudson.slaves.ComputerListener;
import hudson.util.AtomicFileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Folders with secrets on agents that were away when they should have been removed: kept on disk, and removed when the agent is
 * back. Those of an agent that exists no more are forgotten, since nothing can be done about them.
 */
@Extension
public class LeftFolders extends ComputerListener {
    private static final Logger LOG = Logger.getLogger(LeftFolders.class.getName());
    private static final char BETWEEN = '\t';

    static LeftFolders get() {
        return ExtensionList.lookupSingleton(LeftFolders.class);
    }

    private static Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve("calvinverse");
    }

    private static Path file() {
        return directory().resolve("left-folders");
    }

    /** @param node name of the agent, empty for the controller's own */
    void add(String node, String folder) throws IOException {
        change(node + BETWEEN + folder, true);
    }

    private synchronized void change(String line, boolean add) throws IOException {
        Set<String> lines = new TreeSet<>(lines());
        if (add ? !lines.add(line) : !lines.remove(line)) {
            return;
        }
        lines.removeIf(each -> !exists(each.substring(0, each.indexOf(BETWEEN))));
        Files.createDirectories(directory());
        try (AtomicFileWriter writer = new AtomicFileWriter(file(), StandardCharsets.UTF_8)) {
            for (String each : lines) {
                writer.write(each + "\n");
            }
            writer.commit();
        }
    }

    private static List<String> lines() throws IOException {
        return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    }

    private static boolean exists(String node) {
        return node.isEmpty() || Jenkins.get().getNode(node) != null;
    }

    @Override
    public void onOnline(Computer agent, TaskListener listener) {
        Computer.threadPoolForRemoting.execute(() -> remove(agent));
    }

    private void remove(Computer agent) {
        String mine = agent.getName() + BETWEEN;
        try {
            for (String line : lines()) {
                VirtualChannel channel = agent.getChannel();
                if (line.startsWith(mine) && channel != null) {
                    new FilePath(channel, line.substring(mine.length())).deleteRecursive();
                    change(line, false);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Folders with secrets on " + agent.getName() + " could not be removed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
