package io.calvinverse.provisioner.provider.host;

import io.calvinverse.parts.Launch;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.Program;
import io.calvinverse.parts.Server;
import io.calvinverse.provisioner.provider.host.SshHost.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** OpenSSH's server on loopback, for the user who runs the tests, with keys of its own. */
public final class Sshd implements AutoCloseable {
    private final Server server;
    private final Path keys;
    private final int port;
    private final SshClient client;

    private Sshd(Server server, Path keys, int port) {
        this.server = server;
        this.keys = keys;
        this.port = port;
        this.client = SshClient.setUpDefaultClient();
        client.start();
    }

    /** Starts it, or skips the test. */
    public static Sshd start(Path directory) throws Exception {
        Path program = Path.of("/usr/sbin/sshd");
        Program.assumePresent("sshd", Files.isExecutable(program));
        Path keys = Files.createDirectories(directory);
        for (String key : List.of("host", "user", "stranger")) {
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ecdsa",
                    "-N",
                    "",
                    "-f",
                    keys.resolve(key).toString());
        }
        Files.copy(keys.resolve("user.pub"), keys.resolve("authorized"));
        Files.setPosixFilePermissions(keys.resolve("authorized"), PosixFilePermissions.fromString("rw-------"));
        Files.createDirectories(Path.of("/run/sshd"));
        int port = Ports.free();
        List<String> command = List.of(
                program.toString(),
                "-D",
                "-e",
                "-f",
                "/dev/null",
                "-h",
                keys.resolve("host").toString(),
                "-oListenAddress=127.0.0.1:" + port,
                "-oAuthorizedKeysFile=" + keys.resolve("authorized"),
                "-oStrictModes=no",
                "-oUsePAM=no",
                "-oPermitRootLogin=yes",
                "-oPidFile=none",
                "-oMaxStartups=100");
        Server server = Server.start(new Launch("sshd", command, Server.newDirectory("sshd"), () -> answers(port)));
        return new Sshd(server, keys, port);
    }

    private static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    SshClient client() {
        return client;
    }

    Server server() {
        return server;
    }

    Address address(String hostKey) throws IOException {
        String key = Files.readString(keys.resolve(hostKey + ".pub"));
        return new Address(System.getProperty("user.name"), "127.0.0.1", port, key);
    }

    KeyPair key(String name) throws Exception {
        Path file = keys.resolve(name);
        return SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(name), Files.newInputStream(file), null)
                .iterator()
                .next();
    }

    /** The host behind it. */
    public Host host() throws Exception {
        return new SshHost(client, address("host"), key("user"));
    }

    @Override
    public void close() {
        client.stop();
        server.close();
    }

    private static void run(String... command) throws Exception {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }
}
