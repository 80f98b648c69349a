package io.jenkins.plugins.calvinverse.artefacts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Has nothing, and takes what is sent at a few megabytes a second. */
final class SlowServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean slow = true;

    SlowServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Connections on which an upload has begun and not ended. */
    int uploads() {
        return uploads.get();
    }

    /** Bytes of all uploads. */
    long received() {
        return received.get();
    }

    /** From now on as fast as it can: what waits in the buffers of the network is none of the sender's. */
    void hurry() {
        slow = false;
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("PUT")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        uploads.incrementAndGet();
        byte[] buffer = new byte[64 * 1024];
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received.addAndGet(read);
                if (slow) {
                    Thread.sleep(10);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            uploads.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
