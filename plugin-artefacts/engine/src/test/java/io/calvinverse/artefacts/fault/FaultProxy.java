package io.calvinverse.artefacts.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server on loopback, and does to one request what {@link Fault} says. One request per connection. */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int upstream;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile int first;
    private volatile int times;

    public FaultProxy(int upstream) {
        this.upstream = upstream;
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Counts requests anew; those from {@code first} (from 0) on, {@code times} of them, meet the fault. */
    public synchronized void arm(Fault what, int firstRequest, int howOften) {
        seen.clear();
        fault = what;
        first = firstRequest;
        times = howOften;
    }

    /** Request lines since {@link #arm}. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            Head request = Head.read(client.getInputStream());
            if (request == null) {
                return;
            }
            int number = count(request.line());
            boolean hit = number >= first && number < first + times;
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
                open.add(server);
                (hit ? fault : Fault.NONE).apply(new Conversation(client, server, request));
            }
        } catch (IOException e) {
            // One side gave up: that is what a proxy of faults is for.
        } finally {
            open.remove(client);
        }
    }

    private synchronized int count(String line) {
        seen.add(line);
        return seen.size() - 1;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fault proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
