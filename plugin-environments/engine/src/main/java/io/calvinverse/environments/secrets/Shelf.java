package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.VaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The blocks there are, in memory and in the store. Changed on the timeline only, but any thread may look. */
final class Shelf {

    private static final Logger LOG = Logger.getLogger(Shelf.class.getName());

    private final BlockStore store;
    private final Map<String, OpenBlock> blocks = new ConcurrentHashMap<>();

    Shelf(BlockStore store) {
        this.store = store;
    }

    /** What a former process left. */
    List<OpenBlock> load(Timeline timeline) throws IOException {
        store.load().forEach((key, text) -> {
            try {
                blocks.put(key, KeptBlock.read(text, key, timeline.now()));
            } catch (IllegalArgumentException e) {
                LOG.log(
                        Level.WARNING,
                        e,
                        () -> "The secrets kept under " + key + " cannot be understood: they are not"
                                + " revoked and end by themselves. Was the file written by a later version of this plugin?");
            }
        });
        return all();
    }

    List<OpenBlock> all() {
        return new ArrayList<>(blocks.values());
    }

    /** Null when there is none. */
    OpenBlock find(String id) {
        return blocks.get(OpenBlock.keyOf(id));
    }

    void add(OpenBlock block) {
        blocks.put(block.key, block);
    }

    /** Makes room for another block of the same id; this one is ended under another key. */
    void setAside(OpenBlock block) throws VaultException {
        // First, or a crash between the two notes would leave one that looks open under a key nobody looks for
        block.end();
        String former = block.key;
        int number = 1;
        while (blocks.containsKey(former + "-" + number)) {
            number++;
        }
        block.key = former + "-" + number;
        keep(block);
        blocks.remove(former);
        blocks.put(block.key, block);
        discard(former);
    }

    /** @throws VaultException when it cannot be written: then nothing more may be obtained for the block */
    void keep(OpenBlock block) throws VaultException {
        try {
            store.write(block.key, KeptBlock.write(block));
        } catch (IOException e) {
            throw new VaultException(
                    VaultException.Cause.REFUSED,
                    "what " + block.request.id()
                            + " gets from Vault cannot be noted on disk, so it would not be revoked after"
                            + " a crash: " + e.getMessage() + "; is there space, may Jenkins write there?",
                    e);
        }
    }

    /** As {@link #keep} where a note is welcome but not needed: without it a restart tries again what is done. */
    void keepIfPossible(OpenBlock block) {
        try {
            keep(block);
        } catch (VaultException e) {
            LOG.log(Level.WARNING, "A note on secrets could not be renewed", e);
        }
    }

    void remove(OpenBlock block) {
        blocks.remove(block.key, block);
        discard(block.key);
    }

    private void discard(String key) {
        try {
            store.delete(key);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "The note " + key + " on secrets that are revoked could not be deleted; after"
                            + " the next start they are revoked once more, which does no harm");
        }
    }
}
