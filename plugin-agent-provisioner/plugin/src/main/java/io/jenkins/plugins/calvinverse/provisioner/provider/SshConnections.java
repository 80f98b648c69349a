package io.jenkins.plugins.calvinverse.provisioner.provider;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** The controller's client of SSH, started when it is first needed. Thread-safe. */
@Extension
public class SshConnections {
    private SshClient client;
    private boolean stopped;

    static SshConnections get() {
        return ExtensionList.lookupSingleton(SshConnections.class);
    }

    /**
     * Accepts any server's key: whether it is the right one is checked with each connection. Nothing of the controller's own user
     * is used, neither keys nor settings: what is configured is all there is.
     */
    synchronized SshClient client() {
        if (stopped) {
            throw new IllegalStateException("the controller is stopping");
        }
        if (client == null) {
            client = SshClient.setUpDefaultClient();
            client.setServerKeyVerifier((session, address, key) -> true);
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
        }
        return client;
    }

    private synchronized void end() {
        stopped = true;
        if (client != null) {
            client.stop();
        }
    }

    @Terminator
    public static void stop() {
        get().end();
    }
}
