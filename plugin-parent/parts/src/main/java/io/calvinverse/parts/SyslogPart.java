package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real syslog-ng on loopback that receives RFC 5424 by TCP and by TLS and writes each message to {@link #received}: id,
 * sequence and job of the structured data, and the text, separated by tabs.
 */
public final class SyslogPart implements AutoCloseable {
    private final Server server;
    private final int port;
    private final int tlsPort;

    private SyslogPart(Server server, int port, int tlsPort) {
        this.server = server;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Without the part the calling test is skipped. */
    public static SyslogPart start() {
        Program program = Program.of("syslog-ng");
        Program openssl = Program.of("syslog-ng", "openssl");
        Path directory = Server.newDirectory("syslog-ng");
        int port = Ports.free();
        int tlsPort = Ports.free();
        try {
            certificate(openssl, directory);
            Files.writeString(directory.resolve("syslog-ng.conf"), configuration(directory, port, tlsPort));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write syslog-ng's configuration", e);
        }
        Server server = Server.start(new Launch(
                "syslog-ng",
                List.of(
                        program.file().toString(),
                        "-F",
                        "-e",
                        "--no-caps",
                        "-f",
                        "syslog-ng.conf",
                        "-R",
                        directory.resolve("persist").toString(),
                        "-c",
                        directory.resolve("ctl").toString(),
                        "-p",
                        directory.resolve("pid").toString()),
                directory,
                () -> listens(port) && listens(tlsPort)));
        return new SyslogPart(server, port, tlsPort);
    }

    private static void certificate(Program openssl, Path directory) throws IOException {
        try {
            int code = new ProcessBuilder(
                            openssl.file().toString(),
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-keyout",
                            "key.pem",
                            "-out",
                            "cert.pem",
                            "-days",
                            "2",
                            "-subj",
                            "/CN=localhost",
                            "-addext",
                            "subjectAltName=DNS:localhost,IP:127.0.0.1")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("openssl.log").toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(Files.readString(directory.resolve("openssl.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was made", e);
        }
    }

    private static String configuration(Path directory, int port, int tlsPort) {
        return """
                @version: 3.38
                options { log-msg-size(4194304); flush-lines(1); };
                source from_network {
                  syslog(ip("127.0.0.1") port(%d) transport("tcp"));
                  syslog(ip("127.0.0.1") port(%d) transport("tls")
                    tls(key-file("%s/key.pem") cert-file("%s/cert.pem") peer-verify(optional-untrusted)));
                };
                destination received {
                  file("%s/received" template("${.SDATA.build@32473.id}\\t${.SDATA.build@32473.sequence}\\t${.SDATA.build@32473.job}\\t${MSG}\\n"));
                };
                log { source(from_network); destination(received); flags(flow-control); };
                """.formatted(port, tlsPort, directory, directory, directory);
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        }
    }

    /** What it wrote so far. */
    public List<String> received() throws IOException {
        Path file = server.directory().resolve("received");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    public int port() {
        return port;
    }

    /** For {@code localhost}, with a certificate signed by itself. */
    public int tlsPort() {
        return tlsPort;
    }

    /** The certificate as PEM. */
    public Path certificate() {
        return server.directory().resolve("cert.pem");
    }

    /** Its process, to be killed, frozen and restarted. */
    public Server server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
