package io.calvinverse.logs.ship.amqp;

import java.time.Duration;
import java.util.List;

/**
 * Where the messages go. Nothing is declared there but passively: queues, exchanges and bindings are the operator's.
 *
 * @param brokers {@code host:port}, tried in turn
 * @param vhost virtual host
 * @param exchange empty for the default one, which routes by the queue's name
 * @param routingKey of each message
 * @param queue that must be there; empty if only the exchange is to be asked for
 * @param patience with a connection attempt, and with an answer
 * @param confirmPatience after which a missing confirm counts as a lost connection; not while the broker blocks
 */
public record AmqpSettings(
        List<String> brokers,
        String vhost,
        String exchange,
        String routingKey,
        String queue,
        Duration patience,
        Duration confirmPatience) {

    public AmqpSettings {
        brokers = List.copyOf(brokers);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("no broker is given; name at least one as host:port");
        }
        if (exchange.isEmpty() && routingKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "neither an exchange nor a routing key is given; the default exchange needs the queue's name as routing key");
        }
        if (exchange.length() > 127 || routingKey.length() > 255) {
            throw new IllegalArgumentException("AMQP allows 127 characters for an exchange and 255 for a routing key");
        }
    }

    /** For messages to people. */
    String place() {
        return String.join(", ", brokers) + ", vhost '" + vhost + "'";
    }
}
