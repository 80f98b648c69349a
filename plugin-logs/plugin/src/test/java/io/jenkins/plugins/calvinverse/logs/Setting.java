package io.jenkins.plugins.calvinverse.logs;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.util.List;
import java.util.concurrent.Callable;

/** A controller that ships to a broker of the tests. */
public final class Setting {
    /** Long: these tests run on slow machines, too. */
    public static final long PATIENCE = 300_000;

    private Setting() {}

    /** The user may only write. */
    public static AmqpLogTarget amqp(int port) throws Exception {
        credential("rabbit", "jenkins", "jenkins");
        AmqpLogTarget target = new AmqpLogTarget("rabbitmq", "rabbit");
        target.setBrokers("127.0.0.1:" + port);
        target.setQueue("builds");
        return target;
    }

    public static void credential(String id, String user, String password) throws Exception {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        boolean there = provider.getCredentials().stream()
                .anyMatch(c -> c instanceof UsernamePasswordCredentialsImpl u
                        && u.getId().equals(id));
        if (!there) {
            provider.getCredentials()
                    .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, null, user, password));
            provider.save();
        }
    }

    public static void ship(LogTarget... targets) {
        LogsConfiguration.get().setTargets(List.of(targets));
    }

    /** Nothing waits any more: all targets have confirmed all there is. */
    public static void drained() throws Exception {
        until("everything is shipped", () -> Shipping.get().waiting().isEmpty());
    }

    public static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE;
        while (!holds.call()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("not after " + PATIENCE / 1000 + " s: " + what + "; targets: "
                        + Shipping.get().targets() + "; waiting: "
                        + Shipping.get().waiting().stream()
                                .map(b -> b.facts().name() + (b.ended() ? " ended" : " running"))
                                .toList());
            }
            Thread.sleep(50);
        }
    }
}
