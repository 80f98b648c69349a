package io.calvinverse.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and a server on 127.0.0.1 that can be cut. */
public final class CutProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    /** @param target the server's port */
    public CutProxy(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Where clients connect to instead of the server. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Every connection breaks. */
    public void cut() {
        for (Socket socket : open) {
            shut(socket);
        }
    }

    /** Nothing passes any more, but connections look well; or all passes again. */
    public void silent(boolean now) {
        silent = now;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket();
                open.add(client);
                open.add(server);
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
                daemon(() -> copy(client, server));
                daemon(() -> copy(server, client));
            } catch (IOException e) {
                cut();
            }
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!silent) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            shut(from);
            shut(to);
        }
    }

    private void shut(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
