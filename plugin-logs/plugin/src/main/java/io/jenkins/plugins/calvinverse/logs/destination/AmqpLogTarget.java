package io.jenkins.plugins.calvinverse.logs.destination;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import io.calvinverse.logs.ship.amqp.AmqpConnector;
import io.calvinverse.logs.ship.amqp.AmqpSettings;
import io.calvinverse.logs.ship.amqp.AmqpTarget;
import io.calvinverse.logs.ship.amqp.Lack;
import io.calvinverse.logs.ship.amqp.QueueLook;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** RabbitMQ, by AMQP 0-9-1. Nothing is declared there: queues and exchanges are the operator's. */
public class AmqpLogTarget extends LogTarget {
    /** As Calvinverse's queue servers have it. */
    static final String DEFAULT_VHOST = "vhost.logs";

    private static final Duration CONFIRM = Duration.ofSeconds(60);

    private final String credentialsId;
    private String brokers;
    private String vhost = DEFAULT_VHOST;
    private String exchange;
    private String routingKey;
    private String queue;
    private VaultUser vaultUser;

    @DataBoundConstructor
    public AmqpLogTarget(String name, String credentialsId) {
        super(name);
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Null where Vault makes the user. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** {@code host:port}, one a line, tried in turn; null where a service is named. */
    public String getBrokers() {
        return brokers;
    }

    @DataBoundSetter
    public void setBrokers(String brokers) {
        Refusal.unless(checkBrokers(brokers));
        this.brokers = Util.fixEmpty(String.join("\n", Lines.words(brokers)));
    }

    public String getVhost() {
        return vhost;
    }

    @DataBoundSetter
    public void setVhost(String vhost) {
        String given = Util.fixEmptyAndTrim(vhost);
        this.vhost = given == null ? DEFAULT_VHOST : given;
    }

    /** Null for the default one, which routes by the queue's name. */
    public String getExchange() {
        return exchange;
    }

    @DataBoundSetter
    public void setExchange(String exchange) {
        this.exchange = Util.fixEmptyAndTrim(exchange);
    }

    /** Null for the queue's name. */
    public String getRoutingKey() {
        return routingKey;
    }

    @DataBoundSetter
    public void setRoutingKey(String routingKey) {
        this.routingKey = Util.fixEmptyAndTrim(routingKey);
    }

    /** That must be there; null to ask for none. */
    public String getQueue() {
        return queue;
    }

    @DataBoundSetter
    public void setQueue(String queue) {
        this.queue = Util.fixEmptyAndTrim(queue);
    }

    /** Null where the user is a credential's. */
    public VaultUser getVaultUser() {
        return vaultUser;
    }

    @DataBoundSetter
    public void setVaultUser(VaultUser vaultUser) {
        this.vaultUser = vaultUser;
    }

    protected Object readResolve() {
        if (vhost == null) {
            vhost = DEFAULT_VHOST;
        }
        return this;
    }

    @Override
    public List<String> addressList() {
        return Lines.words(brokers);
    }

    @Override
    public String problem() {
        String wrong = super.problem();
        if (wrong == null) {
            wrong = loginProblem(credentialsId, vaultUser != null);
        }
        return wrong == null ? Refusal.of(() -> settings(List.of("host:5672"))) : wrong;
    }

    private static String loginProblem(String credentialsId, boolean vaultUser) {
        if (vaultUser) {
            return credentialsId == null ? null : Messages.AmqpLogTarget_TwoLogins();
        }
        return credentialsId == null ? Messages.AmqpLogTarget_NoCredential() : Logins.problem(credentialsId, false);
    }

    private AmqpSettings settings(List<String> addresses) {
        String key = Util.fixNull(routingKey == null ? queue : routingKey);
        return new AmqpSettings(
                addresses, vhost, Util.fixNull(exchange), key, Util.fixNull(queue), Surroundings.PATIENCE, CONFIRM);
    }

    private AmqpConnector connector(List<String> addresses, Surroundings around) {
        Tls tls = getTls();
        return new AmqpConnector(
                settings(addresses),
                vaultUser == null ? () -> Logins.amqp(credentialsId) : VaultUsers.logins(vaultUser, getName()),
                tls == null ? null : tls::context,
                around.threads());
    }

    @Override
    public Target open(List<String> addresses, Surroundings around) {
        return new AmqpTarget(getName(), connector(addresses, around), around.retry(), around.clock());
    }

    @Override
    public String look(List<String> addresses, Surroundings around, String id, Outcome outcome) throws IOException {
        if (queue == null) {
            return Messages.AmqpLogTarget_Routed(id);
        }
        try (AmqpConnector connector = connector(addresses, around)) {
            QueueLook look = QueueLook.at(connector);
            return Messages.AmqpLogTarget_Arrived(id, queue, look.messages(), look.consumers());
        }
    }

    /**
     * What is not there of vhost, exchange and queue. Waits for the broker.
     *
     * @throws IOException when it cannot be told; the message says why
     */
    public List<Lack> lacks(List<String> addresses, Surroundings around) throws IOException {
        try {
            return Lack.at(connector(addresses, around));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String checkBrokers(String brokers) {
        return Lines.words(brokers).stream()
                .filter(b -> HostPort.of(b) == null)
                .findFirst()
                .map(Messages::AmqpLogTarget_Broker)
                .orElse(null);
    }

    @Extension
    @Symbol("amqp")
    public static class DescriptorImpl extends TargetDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AmqpLogTarget_DisplayName();
        }

        public String getDefaultVhost() {
            return DEFAULT_VHOST;
        }

        @POST
        public FormValidation doCheckBrokers(@QueryParameter String value) {
            return Refusal.field(checkBrokers(value));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter boolean vaultUser) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(loginProblem(Util.fixEmptyAndTrim(value), vaultUser));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Logins.items(credentialsId, false);
        }

        @POST
        public FormValidation doTestRecord(
                @QueryParameter String name,
                @QueryParameter String credentialsId,
                @QueryParameter String brokers,
                @QueryParameter String vhost,
                @QueryParameter String exchange,
                @QueryParameter String routingKey,
                @QueryParameter String queue,
                @QueryParameter boolean vaultUser,
                @QueryParameter String vault,
                @QueryParameter String path,
                @QueryParameter boolean tls,
                @QueryParameter String caCertificates,
                @QueryParameter String clientCertificateId,
                @QueryParameter String environment,
                @QueryParameter String service,
                @QueryParameter String tag) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return test(() -> {
                AmqpLogTarget target = new AmqpLogTarget(name, credentialsId);
                target.setBrokers(brokers);
                target.setVhost(vhost);
                target.setExchange(exchange);
                target.setRoutingKey(routingKey);
                target.setQueue(queue);
                target.setVaultUser(vaultUser ? new VaultUser(vault, path) : null);
                Unchecked.fill(target, tls, caCertificates, clientCertificateId);
                Unchecked.fill(target, brokers, environment, service, tag);
                return target;
            });
        }
    }
}
