package io.jenkins.plugins.calvinverse.environments.secrets.block;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.calvinverse.environments.secrets.Block;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretFile;
import io.jenkins.plugins.calvinverse.environments.secrets.want.WantedSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;

/**
 * Files of a block, on the agent beside the workspace, where no step archives them: in a folder that only the agent's user may
 * enter. Everything here speaks with the agent and waits for it.
 */
final class SecretFiles {
    private SecretFiles() {}

    /** The folder of a block. */
    static FilePath folder(FilePath workspace, String block) throws IOException {
        FilePath beside = WorkspaceList.tempDir(workspace);
        if (beside == null) {
            throw new AbortException(Messages.SecretFiles_NoPlace(workspace.getRemote()));
        }
        return beside.child("secrets-" + Util.getDigestOf(block));
    }

    /** On which agent a folder is; empty for the controller's own. */
    static String node(FilePath folder) {
        Computer computer = folder.toComputer();
        return computer == null ? "" : computer.getName();
    }

    /**
     * Removes a folder, or remembers to do so when its agent is back.
     *
     * @return why it could not be removed; null when it is gone
     */
    static String remove(String node, String folder) throws InterruptedException {
        try {
            Computer computer = Jenkins.get().getComputer(node);
            VirtualChannel channel = computer == null ? null : computer.getChannel();
            if (channel != null) {
                new FilePath(channel, folder).deleteRecursive();
                return null;
            }
            LeftFolders.get().add(node, folder);
            return Messages.SecretFiles_Away(node);
        } catch (IOException | RuntimeException e) {
            try {
                LeftFolders.get().add(node, folder);
            } catch (IOException unwritten) {
                e.addSuppressed(unwritten);
            }
            return e.getMessage();
        }
    }

    /** Writes all anew. @return where they are, by variable */
    static Map<String, String> write(FilePath folder, Block block, List<WantedSecret> wanted)
            throws IOException, InterruptedException {
        Map<String, String> places = new TreeMap<>();
        folder.mkdirs();
        folder.chmod(0700);
        for (WantedSecret each : wanted) {
            if (each instanceof SecretFile file) {
                FilePath own = folder.child(file.getVariable());
                own.mkdirs();
                FilePath place = own.child(file.actualFileName());
                byte[] content = block.files().get(file.getVariable());
                place.copyFrom(new ByteArrayInputStream(content));
                place.chmod(0600);
                places.put(file.getVariable(), place.getRemote());
            }
        }
        return places;
    }
}
