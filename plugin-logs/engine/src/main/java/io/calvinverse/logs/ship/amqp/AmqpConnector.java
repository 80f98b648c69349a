package io.calvinverse.logs.ship.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Opens connections as the settings say. Recovery is not the client library's: what was outstanding is read again. */
public final class AmqpConnector implements AutoCloseable {
    private final AmqpSettings settings;
    private final AmqpLogins logins;
    private final Supplier<SSLContext> tls;
    private final ThreadFactory threads;

    /**
     * @param tls null or an answer of null for a connection without TLS
     * @param threads for the client's readers
     */
    public AmqpConnector(AmqpSettings settings, AmqpLogins logins, Supplier<SSLContext> tls, ThreadFactory threads) {
        this.settings = settings;
        this.logins = logins;
        this.tls = tls;
        this.threads = threads;
    }

    AmqpSettings settings() {
        return settings;
    }

    Connection connect(String purpose) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setThreadFactory(threads);
        factory.setExceptionHandler(new DefaultExceptionHandler());
        factory.setVirtualHost(settings.vhost());
        int millis = Math.toIntExact(settings.patience().toMillis());
        factory.setConnectionTimeout(millis);
        factory.setHandshakeTimeout(millis);
        factory.setChannelRpcTimeout(millis);
        factory.setShutdownTimeout(millis);
        factory.setRequestedHeartbeat(20);
        AmqpLogin now = logins.login();
        factory.setUsername(now.user());
        factory.setPassword(now.password());
        SSLContext context = tls == null ? null : tls.get();
        if (context != null) {
            factory.useSslProtocol(context);
            factory.enableHostnameVerification();
        }
        try {
            return factory.newConnection(
                    settings.brokers().stream().map(Address::parseAddress).toList(), purpose);
        } catch (PossibleAuthenticationFailureException e) {
            logins.refused(now);
            throw e;
        }
    }

    /** @param changed told, by any thread, when those who connect from now on are somebody else */
    void whenLoginChanges(Runnable changed) {
        logins.whenChanged(changed);
    }

    /** No more connections are made. */
    @Override
    public void close() {
        logins.close();
    }

    /** A channel with confirms, after asking (passively) for queue and exchange. */
    Channel channel(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no more channels");
        }
        if (!settings.exchange().isEmpty()) {
            channel.exchangeDeclarePassive(settings.exchange());
        }
        if (!settings.queue().isEmpty()) {
            channel.queueDeclarePassive(settings.queue());
        }
        channel.confirmSelect();
        return channel;
    }
}
