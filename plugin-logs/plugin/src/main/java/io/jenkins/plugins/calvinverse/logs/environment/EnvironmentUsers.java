package io.jenkins.plugins.calvinverse.logs.environment;

import hudson.Extension;
import io.calvinverse.logs.ship.amqp.AmqpLogins;
import io.jenkins.plugins.calvinverse.logs.destination.VaultUsers;

/** Users of environments' Vaults, where that plugin is there. */
@Extension(optional = true)
public class EnvironmentUsers implements VaultUsers {
    @Override
    public AmqpLogins of(String environment, String path, String use) {
        return new HeldLogins(environment, path, use);
    }
}
