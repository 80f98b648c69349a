package io.jenkins.plugins.calvinverse.environments.secrets.block;

import hudson.model.TaskListener;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.BlockEvents;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.Vaults;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells a build's log what happens to its block, without keeping whoever has news waiting. */
final class News implements BlockEvents {
    private static final Logger LOG = Logger.getLogger(News.class.getName());

    private final Log log;
    private final Consumer<Block> anew;

    /** Where to write. */
    interface Log {
        /** Called before each line; null when the build has no log any more. */
        TaskListener listener() throws IOException, InterruptedException;
    }

    /** @param anew told of new secrets of an open block, on a thread that must not wait */
    News(Log log, Consumer<Block> anew) {
        this.log = log;
        this.anew = anew;
    }

    @Override
    public void note(String text) {
        say(Messages.News_Note(text));
    }

    @Override
    public void waiting(String text) {
        say(Messages.News_Waiting(text));
    }

    @Override
    public void rolledOver(Block block) {
        anew.accept(block);
    }

    private void say(String text) {
        try {
            Vaults.get().news().execute(() -> write(text));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "the controller ends", e);
        }
    }

    private void write(String text) {
        try {
            TaskListener listener = log.listener();
            if (listener != null) {
                listener.getLogger().println(text);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "a build's log cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
