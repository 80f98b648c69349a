package io.calvinverse.logs.ship.syslog;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.logs.ship.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A syslog receiver. There are no confirms: a line counts as arrived when the connection lives on for some time after it
 * was written, and everything younger is sent again when it breaks. What the receiver took and lost afterwards is not
 * noticed here.
 */
public final class SyslogTarget implements Target {

    private record Written(long at, Consumer<Outcome> outcome) {}

    private final String name;
    private final SyslogSettings settings;
    private final Supplier<Socket> sockets;
    private final Retry retry;
    private final InstantSource clock;
    private final SyslogFrames frames;
    private final Deque<Written> unsettled = new ArrayDeque<>();
    private volatile Socket socket;
    private volatile String trouble = "not connected yet";
    private volatile boolean closed;

    /**
     * @param sockets makes unconnected sockets: plain ones, or an {@link SSLSocket} for TLS
     */
    public SyslogTarget(
            String name, SyslogSettings settings, Supplier<Socket> sockets, Retry retry, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.sockets = sockets;
        this.retry = retry;
        this.clock = clock;
        this.frames = new SyslogFrames(settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        if (socket != null && !alive()) {
            lose("Syslog at " + settings.host() + ":" + settings.port() + " closed the connection");
        }
        settle();
        if (closed) {
            lose("closed");
            return false;
        }
        return socket != null || retry.due() && connect();
    }

    /** A receiver sends nothing: an end of its stream is the end of the connection. */
    private boolean alive() {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void settle() {
        long now = clock.millis();
        while (!unsettled.isEmpty()
                && Math.abs(now - unsettled.peekFirst().at) >= settings.settle().toMillis()) {
            unsettled.removeFirst().outcome.accept(Outcome.CONFIRMED);
        }
    }

    private boolean connect() {
        Socket fresh = sockets.get();
        try {
            int patience = Math.toIntExact(settings.patience().toMillis());
            fresh.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
            fresh.setKeepAlive(true);
            if (fresh instanceof SSLSocket tls) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                tls.setSoTimeout(patience);
                tls.startHandshake();
            }
            fresh.setSoTimeout(1);
            socket = fresh;
            trouble = "";
            retry.succeeded();
            return true;
        } catch (IOException e) {
            trouble = "Syslog at " + settings.host() + ":" + settings.port() + " cannot be reached: " + e
                    + "; check address, port, firewall and (with TLS) the certificate";
            shut(fresh);
            retry.failed();
            return false;
        }
    }

    @Override
    public void send(Batch batch, Consumer<Outcome> outcome) {
        unsettled.addLast(new Written(clock.millis(), outcome));
        Socket current = socket;
        try {
            if (current == null) {
                throw new IOException("not connected");
            }
            current.getOutputStream().write(frames.of(batch));
            current.getOutputStream().flush();
        } catch (IOException e) {
            lose("Syslog at " + settings.host() + ":" + settings.port() + ": " + e.getMessage());
        }
    }

    private void lose(String cause) {
        if (socket != null) {
            shut(socket);
            socket = null;
            retry.failed();
            trouble = cause;
        }
        while (!unsettled.isEmpty()) {
            unsettled.removeFirst().outcome.accept(Outcome.failed(cause));
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
        Socket current = socket;
        if (current != null) {
            shut(current);
        }
    }
}
