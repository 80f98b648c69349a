package io.calvinverse.logs.ship.amqp;

/** Who connects; asked for at each connection, as credentials may be renewed. */
public record AmqpLogin(String user, String password) {
    @Override
    public String toString() {
        return "AmqpLogin[" + user + "]";
    }
}
