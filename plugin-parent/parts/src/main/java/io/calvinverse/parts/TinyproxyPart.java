package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real HTTP proxy on loopback. */
public final class TinyproxyPart implements AutoCloseable {
    public static final String USER = "through";
    public static final String PASSWORD = "geheim-hindurch";

    private final Server server;
    private final int port;

    private TinyproxyPart(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Without the part the calling test is skipped.
     *
     * @param login whether it lets only its one user through
     */
    public static TinyproxyPart start(boolean login) {
        Program program = Program.of("tinyproxy");
        Path directory = Server.newDirectory("tinyproxy");
        int port = Ports.free();
        try {
            Files.writeString(
                    directory.resolve("tinyproxy.conf"),
                    "Port " + port + "\nListen 127.0.0.1\nAllow 127.0.0.1\nLogLevel Connect\n"
                            + (login ? "BasicAuth " + USER + " " + PASSWORD + "\n" : ""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write tinyproxy's configuration", e);
        }
        Server server = Server.start(new Launch(
                "tinyproxy", List.of(program.file().toString(), "-d", "-c", "tinyproxy.conf"), directory, () -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                }));
        return new TinyproxyPart(server, port);
    }

    public int port() {
        return port;
    }

    /** What it was asked for so far, a request in a line or two. */
    public String said() {
        try {
            return Files.readString(server.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
