package io.jenkins.plugins.calvinverse.provisioner.swarm;

import hudson.model.Computer;
import hudson.remoting.Channel;
import hudson.slaves.OfflineCause;
import hudson.slaves.SlaveComputer;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.MasterToSlaveCallable;

/**
 * A machine that registers while its agent is connected has lost a connection that this side still believes in. The
 * channel is asked for a sign of life and closed when there is none within {@value #SIGN_OF_LIFE_SECONDS} s; core's
 * own ping would take up to nine minutes.
 */
final class HalfOpenLink {
    private static final Logger LOGGER = Logger.getLogger(HalfOpenLink.class.getName());
    static final long SIGN_OF_LIFE_SECONDS = 10;
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    private HalfOpenLink() {}

    /** Returns at once. */
    static void suspect(SlaveComputer computer) {
        if (ASKED.add(computer.getName())) {
            Computer.threadPoolForRemoting.execute(() -> {
                try {
                    closeIfDead(computer);
                } finally {
                    ASKED.remove(computer.getName());
                }
            });
        }
    }

    private static void closeIfDead(SlaveComputer computer) {
        Channel channel = computer.getChannel();
        if (channel == null) {
            return;
        }
        try {
            channel.callAsync(new SignOfLife()).get(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOGGER.log(Level.INFO, e, () -> "The connection of " + computer.getName() + " is dead and closed");
            computer.disconnect(new OfflineCause.ChannelTermination(e));
            // Closing waits for an answer; whoever waits on this side would hang until the connection is idle too long.
            channel.terminate(new IOException("no sign of life within " + SIGN_OF_LIFE_SECONDS + " s", e));
        }
    }

    private static final class SignOfLife extends MasterToSlaveCallable<Boolean, RuntimeException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean call() {
            return true;
        }
    }
}
