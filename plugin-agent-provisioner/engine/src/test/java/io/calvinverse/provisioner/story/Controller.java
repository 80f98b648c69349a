package io.calvinverse.provisioner.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.loop.Agents;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * As much of a controller as a fleet needs: knows the agents that were issued, and hands builds to those that ask. On
 * loopback, as every agent here runs beside it.
 */
final class Controller implements Agents, AutoCloseable {
    private static final long ONLINE_NANOS = 1_500_000_000L;

    private final Builds builds;
    private final Map<String, String> issued;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Map<String, Boolean> closed = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads;
    private final HttpServer server;
    private volatile Fleet fleet;

    /**
     * @param issued agents and their passwords, kept from controller to controller as Jenkins keeps its nodes
     * @param port 0 for any
     */
    Controller(Builds builds, Map<String, String> issued, int port) throws IOException {
        this.builds = builds;
        this.issued = issued;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        this.threads = Executors.newFixedThreadPool(8, Story.daemons("controller"));
        server.setExecutor(threads);
        handle("/alive", (name, body) -> Optional.of(""));
        handle("/next", (name, body) -> next(name));
        handle("/result", this::result);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The fleet that is told of builds. */
    void serve(Fleet fleet) {
        this.fleet = fleet;
    }

    private String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port() + "/";
    }

    private void handle(String path, BiFunction<String, String, Optional<String>> action) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String name = authenticated(exchange);
                if (name == null) {
                    exchange.sendResponseHeaders(401, -1);
                    return;
                }
                if (seen.put(name, System.nanoTime()) == null) {
                    wake();
                }
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] answer = action.apply(name, body).orElse("").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.length == 0 ? 204 : 200, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
    }

    private String authenticated(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return null;
        }
        String[] parts = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":");
        return parts.length == 2 && parts[1].equals(issued.get(parts[0])) ? parts[0] : null;
    }

    /** Gives an agent its next build, if its machine may take one: number, line break, script. */
    private synchronized Optional<String> next(String name) {
        Fleet now = fleet;
        Machine machine = now == null ? null : now.current(name);
        if (machine == null
                || closed.containsKey(name)
                || machine.free() < 1
                || !machine.accepts(now.clock().instant())) {
            return Optional.empty();
        }
        return builds.start(machine.template(), name).map(build -> {
            now.accepted(name);
            return build.number + "\n" + build.script;
        });
    }

    /** Number, line break, exit code, line break, output. */
    private Optional<String> result(String name, String body) {
        String[] parts = body.split("\n", 3);
        if (builds.end(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]) && fleet != null) {
            fleet.completed(name);
        }
        return Optional.empty();
    }

    private void wake() {
        if (fleet != null) {
            fleet.wake();
        }
    }

    @Override
    public Map<String, AgentView> observe() {
        long now = System.nanoTime();
        Map<String, AgentView> agents = new HashMap<>();
        issued.keySet().forEach(name -> {
            Long last = seen.get(name);
            boolean online = last != null && now - last < ONLINE_NANOS;
            agents.put(name, new AgentView(online, true, builds.running(name)));
        });
        return agents;
    }

    @Override
    public Bootstrap bootstrap(Machine machine) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String password =
                issued.computeIfAbsent(machine.name(), n -> HexFormat.of().formatHex(secret));
        return new Bootstrap(url(), machine.name(), password);
    }

    @Override
    public void expect(Machine machine) {
        bootstrap(machine);
    }

    @Override
    public synchronized boolean quiesce(String name) {
        closed.put(name, true);
        return builds.running(name) == 0;
    }

    @Override
    public void withdraw(String name) {
        issued.remove(name);
        seen.remove(name);
        closed.remove(name);
    }

    /** Answers no one any more. */
    @Override
    public void close() {
        fleet = null;
        server.stop(0);
        threads.shutdownNow();
    }
}
