package io.jenkins.plugins.calvinverse.provisioner.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A line between agents and a controller that can fail as networks do: one side learns of it, the other does not. */
final class Wire implements Closeable {
    private final ServerSocket server;
    private final int target;
    private final List<Link> links = new ArrayList<>();

    /** @param target port of the controller on this computer */
    Wire(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Link link = new Link(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
            synchronized (links) {
                links.add(link);
            }
            start("up", () -> link.copy(link.agent, link.controller));
            start("down", () -> link.copy(link.controller, link.agent));
        }
    }

    /**
     * Nothing passes any more on the links there are. Their agents' side is reset; the controller's stays as it is and
     * never hears anything again. New ones work.
     */
    void halve() throws IOException {
        synchronized (links) {
            for (Link link : links) {
                if (!link.agent.isClosed()) {
                    link.dead = true;
                    link.agent.setSoLinger(true, 0);
                    link.agent.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (links) {
            for (Link link : links) {
                link.agent.close();
                link.controller.close();
            }
        }
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the sockets was closed, which is what ends the work.
                        assert e.getMessage() != null;
                    }
                },
                "wire " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static final class Link {
        private final Socket agent;
        private final Socket controller;
        private volatile boolean dead;

        Link(Socket agent, Socket controller) {
            this.agent = agent;
            this.controller = controller;
        }

        void copy(Socket from, Socket to) throws IOException {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[16 * 1024];
                for (int n = in.read(buffer); n >= 0 && !dead; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                }
            } finally {
                if (!dead) {
                    from.close();
                    to.close();
                }
            }
        }
    }
}
