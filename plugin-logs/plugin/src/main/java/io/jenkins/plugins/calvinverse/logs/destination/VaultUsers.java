package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.calvinverse.logs.ship.amqp.AmqpLogins;

/** Gets users of Vaults. Implemented where the plugin calvinverse-environments is there. */
public interface VaultUsers extends ExtensionPoint {

    /**
     * Asks for nothing yet.
     *
     * @param path in the environment's Vault
     * @param use what for, for people and Vault's audit log
     * @return holds the user while it is open
     */
    AmqpLogins of(String environment, String path, String use);

    /** Without that plugin each login says that it is missing. */
    static AmqpLogins logins(VaultUser user, String target) {
        for (VaultUsers each : ExtensionList.lookup(VaultUsers.class)) {
            return each.of(user.getVault(), user.getPath(), "log shipping to " + target);
        }
        return () -> {
            throw new IllegalStateException(Messages.VaultUsers_None(user.getPath()));
        };
    }
}
