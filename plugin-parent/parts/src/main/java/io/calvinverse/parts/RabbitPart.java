package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real RabbitMQ on loopback, without plugins unless asked for: virtual host {@code vhost.logs} with a durable queue {@code builds}; users
 * {@code operator} (everything), {@code jenkins} (may only write) and {@code reader} (may only read), each with its name as
 * password. Messages survive {@link Server#kill} and {@link Server#restart}.
 */
public final class RabbitPart implements AutoCloseable {

    public static final String VHOST = "vhost.logs";
    public static final String QUEUE = "builds";

    private static final Path PROGRAMS =
            Path.of(System.getenv().getOrDefault("RABBITMQ_SCRIPTS", "/usr/lib/rabbitmq/bin"));

    private final Server server;
    private final Map<String, String> environment;
    private final int port;
    private final int management;
    private final int tlsPort;

    private RabbitPart(Server server, Map<String, String> environment, int port, int management, int tlsPort) {
        this.server = server;
        this.environment = environment;
        this.port = port;
        this.management = management;
        this.tlsPort = tlsPort;
    }

    /** Without the part the calling test is skipped. */
    public static RabbitPart start() {
        return start(0, 0);
    }

    /** The same with the management plugin, whose HTTP interface makes users. */
    public static RabbitPart startWithManagement() {
        return start(Ports.free(), 0);
    }

    /** The same with a second port by mutual TLS, see {@link #certificate()}. */
    public static RabbitPart startWithTls() {
        return start(0, Ports.free());
    }

    private static RabbitPart start(int management, int tlsPort) {
        Program.assumePresent("rabbitmq", Files.isExecutable(PROGRAMS.resolve("rabbitmq-server")));
        Path directory = Server.newDirectory("rabbitmq");
        int port = Ports.free();
        Map<String, String> environment = environment(directory);
        try {
            write(directory, port, management(management) + tls(directory, tlsPort));
            Files.writeString(directory.resolve("plugins"), management == 0 ? "[]." : "[rabbitmq_management].");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write RabbitMQ's configuration", e);
        }
        // The port mapper in the server's own session: it ends with it, and knows of no other server.
        List<String> command = List.of("bash", "-c", "epmd & exec " + PROGRAMS.resolve("rabbitmq-server"));
        Server server = Server.start(
                new Launch("rabbitmq", command, directory, environment, () -> listens(port), Duration.ofMinutes(3)));
        return new RabbitPart(server, environment, port, management, tlsPort);
    }

    /**
     * For a test that kills it: killed soon after its first start a broker may forget its queues, with all they confirmed,
     * because it rearranged its tables then. They are on disk for good once its database was stopped.
     */
    public RabbitPart settled() {
        control("stop_app");
        control("start_app");
        return this;
    }

    private static Map<String, String> environment(Path directory) {
        return Map.ofEntries(
                Map.entry("HOME", directory.toString()),
                Map.entry("RABBITMQ_NODENAME", "rabbit@localhost"),
                Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        directory.resolve("plugins").toString()),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Ports.free())),
                Map.entry("ERL_EPMD_PORT", Integer.toString(Ports.free())),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
    }

    private static void write(Path directory, int port, String more) throws IOException {
        Files.writeString(
                directory.resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                log.console = true
                log.file = false
                default_user = operator
                default_pass = operator
                vm_memory_high_watermark.absolute = 2GiB
                disk_free_limit.absolute = 50MB
                load_definitions = %s
                %s""".formatted(port, directory.resolve("definitions.json"), more));
        Files.writeString(directory.resolve("definitions.json"), """
                {"vhosts": [{"name": "/"}, {"name": "vhost.logs"}],
                 "users": [
                   {"name": "operator", "password": "operator", "tags": "administrator"},
                   {"name": "jenkins", "password": "jenkins", "tags": ""},
                   {"name": "reader", "password": "reader", "tags": ""}],
                 "permissions": [
                   {"user": "operator", "vhost": "vhost.logs", "configure": ".*", "write": ".*", "read": ".*"},
                   {"user": "jenkins", "vhost": "vhost.logs", "configure": "", "write": ".*", "read": ""},
                   {"user": "reader", "vhost": "vhost.logs", "configure": "", "write": "", "read": ".*"}],
                 "queues": [
                   {"name": "builds", "vhost": "vhost.logs", "durable": true, "auto_delete": false, "arguments": {}}]}
                """);
    }

    private static String management(int port) {
        return port == 0 ? "" : "management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = %d\n".formatted(port);
    }

    /** Who connects must show a certificate that the broker's own has signed. */
    private static String tls(Path directory, int port) {
        if (port == 0) {
            return "";
        }
        SelfSigned own = SelfSigned.authority(directory);
        return """
                listeners.ssl.1 = 127.0.0.1:%d
                ssl_options.cacertfile = %s
                ssl_options.certfile = %s
                ssl_options.keyfile = %s
                ssl_options.verify = verify_peer
                ssl_options.fail_if_no_peer_cert = true
                """.formatted(port, own.certificate(), own.certificate(), own.key());
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            // A port that listens is not yet a broker that answers: the protocol's first words, and its first answer.
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
            return socket.getInputStream().read() == 1;
        }
    }

    /** {@code rabbitmqctl} with these arguments; returns what it printed. */
    public String control(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(PROGRAMS.resolve("rabbitmqctl").toString(), "-q"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run rabbitmqctl", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rabbitmqctl ran", e);
        }
    }

    /**
     * Lets a Vault make users here, which may write: its path {@code rabbitmq/creds/write.vhost.logs} gives them.
     *
     * @throws IllegalStateException unless it was started with management
     */
    public void takesUsersOf(VaultPart vault) {
        if (management == 0) {
            throw new IllegalStateException("Vault makes users by the management plugin: startWithManagement()");
        }
        vault.admin("POST", "sys/mounts/rabbitmq", "{\"type\":\"rabbitmq\"}");
        vault.admin(
                "POST",
                "rabbitmq/config/connection",
                ("{\"connection_uri\":\"http://127.0.0.1:%d\",\"username\":\"operator\",\"password\":\"operator\"}")
                        .formatted(management));
        vault.admin(
                "POST",
                "rabbitmq/roles/write.vhost.logs",
                "{\"vhosts\":\"{\\\"vhost.logs\\\":{\\\"configure\\\":\\\"\\\",\\\"write\\\":\\\".*\\\","
                        + "\\\"read\\\":\\\"\\\"}}\"}");
    }

    /** Raises (or clears) the memory alarm: the broker reads no more from those who publish. */
    public void memoryAlarm(boolean raised) {
        control("set_vm_memory_high_watermark", raised ? "0.0000001" : "0.4");
    }

    /** Its process, to be killed, frozen and restarted. */
    public Server server() {
        return server;
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Where the management plugin listens on 127.0.0.1; 0 without it. */
    public int management() {
        return management;
    }

    /** Where it listens on 127.0.0.1 by TLS; 0 without it. */
    public int tlsPort() {
        return tlsPort;
    }

    /** With TLS: the broker's certificate, which has to have signed those of clients. */
    public SelfSigned certificate() {
        Path directory = server.directory();
        return new SelfSigned(
                directory.resolve("cert.pem"), directory.resolve("key.pem"), directory.resolve("localhost.p12"));
    }

    @Override
    public void close() {
        server.close();
    }
}
