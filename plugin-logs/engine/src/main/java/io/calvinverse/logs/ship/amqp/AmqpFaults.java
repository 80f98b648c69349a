package io.calvinverse.logs.ship.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says what is wrong with a broker, and the way out. Reply codes: AMQP 0-9-1, constants; RabbitMQ's texts name the object. */
final class AmqpFaults {
    private AmqpFaults() {}

    static String explain(Throwable fault, AmqpSettings settings) {
        String place = "RabbitMQ at " + settings.place();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailureException
                    || cause instanceof PossibleAuthenticationFailureException) {
                return place + " refuses the user name or password; check the credential";
            }
            if (cause instanceof UnknownHostException) {
                return place + ": the host name " + cause.getMessage() + " is unknown; check the address";
            }
            if (cause instanceof ConnectException) {
                return place + " cannot be reached (" + cause.getMessage() + "); check address, port and firewall";
            }
            if (cause instanceof SSLException
                    && String.valueOf(cause.getMessage()).contains("alert: certificate_required")) {
                return place + " wants a client certificate; choose one in the target's TLS settings";
            }
            if (cause instanceof SSLException) {
                return place + ": no TLS connection (" + cause.getMessage()
                        + "); check the port, and that the certificate names the host and is signed by a trusted CA";
            }
            if (cause instanceof SocketException) {
                // By TLS 1.3 a client without the certificate that is wanted learns of it late, and perhaps no more
                // than this.
                return place + " broke the connection (" + cause.getMessage()
                        + "); check that it is an AMQP port without (or with) TLS, and whether it wants a client certificate";
            }
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return place + " did not answer within " + settings.patience().toSeconds()
                        + " s; check that it is an AMQP port without (or with) TLS, and the broker's load";
            }
            if (cause instanceof ShutdownSignalException shutdown) {
                return place + closed(shutdown, settings);
            }
            if (cause instanceof IllegalStateException) {
                return place + ": " + cause.getMessage();
            }
        }
        return place + ": " + fault;
    }

    private static String closed(ShutdownSignalException shutdown, AmqpSettings settings) {
        int code = 0;
        String text = String.valueOf(shutdown.getMessage());
        if (shutdown.getReason() instanceof AMQP.Connection.Close close) {
            code = close.getReplyCode();
            text = close.getReplyText();
        } else if (shutdown.getReason() instanceof AMQP.Channel.Close close) {
            code = close.getReplyCode();
            text = close.getReplyText();
        }
        return switch (code) {
            case AMQP.NOT_ALLOWED -> ": " + text + "; create the vhost, or give the user access to it";
            case AMQP.ACCESS_REFUSED ->
                ": " + text + "; give the user the right to write to exchange '" + settings.exchange() + "'";
            case AMQP.NOT_FOUND ->
                ": " + text + "; the operator of the broker has to create it: nothing is declared from here";
            case 0 -> " broke the connection (" + text + "); check that it is an AMQP port without (or with) TLS";
            default -> " closed the connection: " + text;
        };
    }
}
