package io.jenkins.plugins.calvinverse.logs.stream;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.MasterToSlaveFileCallable;
import org.apache.tools.ant.types.FileSet;

/** On the agent: what files have more than is known of them, a bounded amount at a time. */
final class ReadOn extends MasterToSlaveFileCallable<Piece> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 1 << 20;
    private static final int MOST_FILES = 500;

    private final String files;
    private final HashMap<String, Long> known;

    ReadOn(String files, Map<String, Long> known) {
        this.files = files;
        this.known = new HashMap<>(known);
    }

    @Override
    @SuppressFBWarnings(value = "PATH_TRAVERSAL_IN", justification = "Files that were found in the workspace")
    public Piece invoke(File workspace, VirtualChannel channel) throws IOException {
        Map<String, byte[]> pieces = new LinkedHashMap<>();
        String skipped = "";
        int room = MOST;
        boolean more = false;
        String[] found = found(workspace, files);
        for (int i = 0; i < found.length && i < MOST_FILES; i++) {
            File file = new File(workspace, found[i]);
            long from = known.getOrDefault(name(found[i]), 0L);
            long length = file.length();
            if (length > from) {
                int count = (int) Math.min(room, length - from);
                try {
                    pieces.put(name(found[i]), read(file, from, count));
                } catch (IOException e) {
                    skipped = found[i] + ": " + e.getMessage();
                    continue;
                }
                room -= count;
                more |= count < length - from;
            }
        }
        return new Piece(
                pieces, more, found.length > MOST_FILES ? "only " + MOST_FILES + " files are streamed" : skipped);
    }

    /** Symbolic links are not followed: they may lead out of the workspace. */
    static String[] found(File workspace, String pattern) {
        FileSet set = new FileSet();
        set.setProject(new org.apache.tools.ant.Project());
        set.setDir(workspace);
        set.setIncludes(pattern);
        set.setFollowSymlinks(false);
        String[] found = workspace.isDirectory() ? set.getDirectoryScanner().getIncludedFiles() : new String[0];
        java.util.Arrays.sort(found);
        return found;
    }

    /** The same on every system. */
    static String name(String path) {
        return path.replace(File.separatorChar, '/');
    }

    private static byte[] read(File file, long from, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(file.toPath())) {
            ByteBuffer buffer = ByteBuffer.allocate(count);
            channel.position(from);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // more
            }
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }
}
