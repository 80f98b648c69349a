package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of its own, whose superuser {@code postgres} needs no password. For one thread at a time. */
public final class PostgresPart implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Server server;
    private final Path programs;
    private final int port;

    private PostgresPart(Server server, Path programs, int port) {
        this.server = server;
        this.programs = programs;
        this.port = port;
    }

    /** Skips the calling test when the part is missing. */
    public static PostgresPart start() {
        List<Path> found = programs();
        Program.assumePresent("postgresql", !found.isEmpty());
        Path programs = found.get(found.size() - 1);
        Path directory = directory();
        int port = Ports.free();
        List<String> unprivileged = unprivileged();
        run(
                unprivileged,
                List.of(programs.resolve("initdb").toString(), "-D", "data", "-U", "postgres", "--auth=trust"),
                directory);
        List<String> command = new ArrayList<>(unprivileged);
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                "data",
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off"));
        Path ready = programs.resolve("pg_isready");
        Server server = Server.start(new Launch(
                "postgresql",
                command,
                directory,
                () -> new ProcessBuilder(ready.toString(), "-q", "-h", "127.0.0.1", "-p", "" + port)
                                .start()
                                .waitFor()
                        == 0));
        return new PostgresPart(server, programs, port);
    }

    private static List<Path> programs() {
        if (!Files.isDirectory(VERSIONS)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** As root another user runs it, who may not reach a working tree below root's home. */
    private static Path directory() {
        if (!root()) {
            return Server.newDirectory("postgresql");
        }
        try {
            Path directory = Files.createTempDirectory(Path.of("/tmp"), "calvinverse-postgresql-");
            UserPrincipalLookupService users = directory.getFileSystem().getUserPrincipalLookupService();
            return Files.setOwner(directory, users.lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It refuses to run as root. */
    private static List<String> unprivileged() {
        return root() ? List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") : List.of();
    }

    public int port() {
        return port;
    }

    public Server server() {
        return server;
    }

    /** What a query answers, one row a line, as superuser. */
    public String query(String sql) {
        return run(
                List.of(),
                List.of(
                        programs.resolve("psql").toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + port,
                        "-U",
                        "postgres",
                        "-At",
                        "-c",
                        sql),
                server.directory());
    }

    /** Whether one can log in. */
    public boolean accepts(String user) {
        return !query("select 1 from pg_roles where rolname = '" + user.replace("'", "''") + "'")
                .isBlank();
    }

    private static String run(List<String> prefix, List<String> command, Path directory) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        try {
            Process process = new ProcessBuilder(all)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", all) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
