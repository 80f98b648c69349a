package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Real Consul agents on loopback, each with ports of its own: datacenter {@code calvinverse-01}, domain {@code consulverse},
 * timing quick, yet fit for a machine that is busy elsewhere. Its data survive {@link Server#kill} and {@link Server#restart}.
 */
public final class ConsulPart implements AutoCloseable {

    public static final String DATACENTER = "calvinverse-01";
    public static final String DOMAIN = "consulverse";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Server server;
    private final ConsulConfiguration configuration;

    private ConsulPart(Server server, ConsulConfiguration configuration) {
        this.server = server;
        this.configuration = configuration;
    }

    /** One server that leads itself. Without the part the calling test is skipped. */
    public static ConsulPart start() {
        return start(ConsulOptions.PLAIN);
    }

    public static ConsulPart start(ConsulOptions options) {
        ConsulPart part = launch(ConsulConfiguration.server("server-0", 1, List.of(Ports.free()), 0, options));
        part.awaitLeader();
        return part;
    }

    /**
     * Servers that have elected a leader among them. One that dies keeps its vote: taken out, it would come back without one, and the next
     * death before it has it again would leave the others without a majority for good.
     */
    public static List<ConsulPart> cluster(int size) {
        List<Integer> gossip =
                IntStream.range(0, size).mapToObj(i -> Ports.free()).toList();
        List<ConsulPart> servers = IntStream.range(0, size)
                .mapToObj(i -> launch(ConsulConfiguration.server("server-" + i, size, gossip, i, ConsulOptions.PLAIN)))
                .collect(Collectors.toCollection(ArrayList::new));
        servers.forEach(ConsulPart::awaitLeader);
        return servers;
    }

    /**
     * A client agent, as every machine has one, that has joined this server.
     *
     * @param node its name
     * @param address of loopback, such as 127.0.0.5: what the catalog shows as the machine's
     */
    public ConsulPart join(String node, String address) {
        ConsulPart agent = launch(ConsulConfiguration.client(node, address, configuration.gossip()));
        agent.awaitLeader();
        return agent;
    }

    /** Makes the two see each other again after one of them was away; by itself that may take a minute. */
    public void meet(ConsulPart other) {
        command("join", "127.0.0.1:" + other.configuration.gossip());
    }

    private static ConsulPart launch(ConsulConfiguration configuration) {
        Program program = Program.of("consul");
        Path directory = Server.newDirectory("consul-" + configuration.node());
        try {
            configuration.write(program, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write Consul's configuration", e);
        }
        URI up = URI.create("http://127.0.0.1:" + configuration.http() + "/v1/status/leader");
        Server server = Server.launch(new Launch(
                "consul " + configuration.node(),
                List.of(program.file().toString(), "agent", "-config-file=consul.json", "-data-dir=data"),
                directory,
                () -> leads(up)));
        return new ConsulPart(server, configuration);
    }

    private static boolean leads(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 && response.body().length() > 2;
    }

    /** Waits until it knows a leader. */
    public void awaitLeader() {
        server.await();
    }

    /** Whether it is the leader of its cluster, as it says itself. */
    public boolean leading() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(http() + "/v1/status/leader"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            String leader =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return leader.contains(":" + configuration.rpc() + "\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The one that leads; waits, for a machine that is busy elsewhere is late with its elections, and with its answers. */
    public static ConsulPart leader(List<ConsulPart> servers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (ConsulPart each : servers) {
                if (each.server.running() && each.leading()) {
                    return each;
                }
            }
            pause();
        }
        throw new IllegalStateException("none of " + names(servers) + " has led within " + PATIENCE);
    }

    /** Waits until all vote: a cluster in which one does not cannot bear the loss of another one. */
    public static void awaitVotes(List<ConsulPart> servers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (leader(servers).votes() != servers.size()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all of " + names(servers) + " vote after " + PATIENCE);
            }
            pause();
        }
    }

    private static List<String> names(List<ConsulPart> servers) {
        return servers.stream().map(ConsulPart::node).toList();
    }

    private int votes() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(http() + "/v1/operator/raft/configuration"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            String answer =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return answer.split("\"Voter\": ?true", -1).length - 1;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Consul", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Consul", e);
        }
    }

    /** Runs one of Consul's own commands against it, with its management token, and returns what it printed. */
    public String command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Program.of("consul").file().toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("CONSUL_HTTP_ADDR", http().toString());
            builder.environment()
                    .put("CONSUL_HTTP_TOKEN", configuration.options().managementToken());
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("consul " + String.join(" ", arguments) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run consul " + String.join(" ", arguments), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while consul ran", e);
        }
    }

    /** Its process, to be killed, frozen and restarted. */
    public Server server() {
        return server;
    }

    public String node() {
        return configuration.node();
    }

    public URI http() {
        return URI.create("http://127.0.0.1:" + configuration.http());
    }

    /** With {@link ConsulOptions#tls}; its certificate is for {@code localhost}. */
    public URI https() {
        return URI.create("https://localhost:" + configuration.https());
    }

    /** Of its CA, as PEM. */
    public String authority() throws IOException {
        return Files.readString(server.directory().resolve("consul-agent-ca.pem"));
    }

    /** Port of its DNS, UDP and TCP. */
    public int dns() {
        return configuration.dns();
    }

    @Override
    public void close() {
        server.close();
    }
}
