package io.jenkins.plugins.calvinverse.environments.release;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.calvinverse.environments.configuration.release.InvalidReleaseException;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.KeyRules;
import io.calvinverse.environments.configuration.release.ReleaseDirectory;
import io.calvinverse.environments.configuration.store.Content;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Reads the sources of a release where they are: on the agent. */
final class Sources extends MasterToSlaveFileCallable<ArrayList<Sources.Line>> {
    private static final long serialVersionUID = 1;

    private final String prefix;
    private final String directory;

    private Sources(String prefix, String directory) {
        this.prefix = prefix;
        this.directory = directory;
    }

    /** A key on its way from the agent. */
    record Line(String key, byte[] value, String source) implements Serializable {}

    /**
     * @param directory below the workspace
     * @throws AbortException that names each problem with its file and line
     */
    static List<Item> read(FilePath workspace, String directory, String prefix)
            throws IOException, InterruptedException {
        List<Item> items = new ArrayList<>();
        for (Line line : workspace.act(new Sources(prefix, directory))) {
            items.add(new Item(line.key(), Content.of(line.value()), line.source()));
        }
        return items;
    }

    @Override
    public ArrayList<Line> invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = workspace.toPath().toRealPath();
        ArrayList<Line> lines = new ArrayList<>();
        try {
            Path sources = root.resolve(directory).normalize();
            if (!sources.startsWith(root)
                    || sources.toFile().exists() && !sources.toRealPath().startsWith(root)) {
                throw new AbortException(Messages.Sources_Outside(directory));
            }
            if (!sources.toFile().isDirectory()) {
                throw new AbortException(Messages.Sources_Missing(directory));
            }
            for (Item item : ReleaseDirectory.read(sources, new KeyRules(prefix))) {
                lines.add(new Line(item.key(), item.content().bytes(), item.source()));
            }
            return lines;
        } catch (InvalidReleaseException e) {
            throw new AbortException(Messages.Sources_Invalid(directory, e.getMessage()));
        } catch (InvalidPathException e) {
            throw new AbortException(Messages.Sources_Missing(directory));
        }
    }
}
