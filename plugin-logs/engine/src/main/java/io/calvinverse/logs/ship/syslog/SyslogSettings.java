package io.calvinverse.logs.ship.syslog;

import java.time.Duration;

/**
 * A syslog receiver by TCP, with or without TLS.
 *
 * @param host of the receiver
 * @param port 601 for TCP (RFC 6587), 6514 for TLS (RFC 5425)
 * @param facility 0 to 23 (RFC 5424, 6.2.1); 16 is local0
 * @param hostName of this controller, in each message
 * @param settle how long a connection must live on after a message for it to count as arrived: syslog has no confirms
 * @param patience with a connection attempt
 */
public record SyslogSettings(String host, int port, int facility, String hostName, Duration settle, Duration patience) {

    public SyslogSettings {
        if (facility < 0 || facility > 23) {
            throw new IllegalArgumentException("the syslog facility " + facility + " is not one of 0 to 23");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port " + port + " is not one of 1 to 65535");
        }
        if (!hostName.matches("[!-~]{1,255}")) {
            throw new IllegalArgumentException(
                    "'" + hostName + "' is no host name for syslog: 1 to 255 printable ASCII characters");
        }
    }
}
