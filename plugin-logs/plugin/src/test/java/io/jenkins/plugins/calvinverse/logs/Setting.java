package io.jenkins.plugins.calvinverse.logs;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** A controller that ships to a broker of the tests. */
public final class Setting {
    /** Long: these tests run on slow machines, too. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

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

    /** A certificate with its key, to be shown to servers: PKCS 12, password {@code changeit}. */
    public static void certificate(String id, Path file) throws Exception {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        SecretBytes store = SecretBytes.fromBytes(Files.readAllBytes(file));
        provider.getCredentials()
                .add(new CertificateCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        id,
                        null,
                        "changeit",
                        new CertificateCredentialsImpl.UploadedKeyStoreSource(null, store)));
        provider.save();
    }

    public static void ship(LogTarget... targets) {
        LogsConfiguration.get().setTargets(List.of(targets));
    }

    /** Nothing waits any more: all targets have confirmed all there is. */
    public static void drained() throws Exception {
        drained(PATIENCE);
    }

    public static void drained(Duration patience) throws Exception {
        until(patience, "everything is shipped", () -> Shipping.get().waiting().isEmpty());
    }

    public static void until(String what, Callable<Boolean> holds) throws Exception {
        until(PATIENCE, what, holds);
    }

    public static void until(Duration patience, String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not after " + patience.toSeconds() + " s: " + what + "; targets: "
                        + Shipping.get().targets() + "; waiting: "
                        + Shipping.get().waiting().stream()
                                .map(b -> b.facts().name() + (b.ended() ? " ended" : " running"))
                                .toList());
            }
            Thread.sleep(50);
        }
    }
}
