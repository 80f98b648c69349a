package io.jenkins.plugins.calvinverse.provisioner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A reverse proxy that serves a controller under another prefix. */
final class PrefixProxy implements AutoCloseable {
    private final ServerSocket server;
    private final URL target;
    private final String prefix;
    private final ExecutorService threads = Executors.newCachedThreadPool(r -> {
        Thread thread = new Thread(r, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger connections = new AtomicInteger();

    PrefixProxy(URL target, String prefix) throws IOException {
        this.target = target;
        this.prefix = prefix;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    String url() {
        return "http://localhost:" + server.getLocalPort() + prefix;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket controller = new Socket(target.getHost(), target.getPort());
                connections.incrementAndGet();
                threads.submit(() -> copy(client, controller, true));
                threads.submit(() -> copy(controller, client, false));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Clients send one request at a time, so that each begins with a read. */
    private void copy(Socket from, Socket to, boolean requests) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                byte[] bytes = requests ? rewritten(buffer, n) : buffer;
                out.write(bytes, 0, requests ? bytes.length : n);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] rewritten(byte[] buffer, int n) {
        return new String(buffer, 0, n, StandardCharsets.ISO_8859_1)
                .replaceFirst("^(GET|POST) " + prefix, "$1 " + target.getPath())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
