package io.calvinverse.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Ports and file of one agent. */
record ConsulConfiguration(
        String node,
        String address,
        boolean isServer,
        int servers,
        List<Integer> join,
        int gossip,
        int rpc,
        int http,
        int https,
        int dns,
        ConsulOptions options) {

    static ConsulConfiguration server(String node, int servers, List<Integer> gossip, int own, ConsulOptions options) {
        return new ConsulConfiguration(
                node,
                "127.0.0.1",
                true,
                servers,
                gossip,
                gossip.get(own),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                options);
    }

    static ConsulConfiguration client(String node, String address, int server) {
        return new ConsulConfiguration(
                node,
                address,
                false,
                0,
                List.of(server),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                ConsulOptions.PLAIN);
    }

    void write(Program consul, Path directory) throws IOException {
        if (options.tls()) {
            run(directory, consul, "tls", "ca", "create");
            run(directory, consul, "tls", "cert", "create", "-server", "-dc", options.datacenter());
        }
        Files.writeString(directory.resolve("consul.json"), json());
    }

    private static void run(Path directory, Program consul, String... arguments) throws IOException {
        String[] command = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(consul.file().toString()), java.util.stream.Stream.of(arguments))
                .toArray(String[]::new);
        try {
            int code = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("tls.log").toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(
                        String.join(" ", command) + ": " + Files.readString(directory.resolve("tls.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while certificates were made", e);
        }
    }

    private String json() {
        String peers = join.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
        String role = isServer ? "\"server\": true, \"bootstrap_expect\": " + servers : "\"server\": false";
        String tls = options.tls() ? """
                  , "key_file": "%1$s-server-consul-0-key.pem", "cert_file": "%1$s-server-consul-0.pem",
                  "ca_file": "consul-agent-ca.pem\"""".formatted(options.datacenter()) : "";
        String acl = options.managementToken().isEmpty() ? "" : """
                  , "acl": {"enabled": true, "default_policy": "deny", "tokens": {"initial_management": "%1$s", "agent": "%1$s"}}""".formatted(options.managementToken());
        return """
               {
                 "datacenter": "%s", "domain": "%s", "node_name": "%s", %s,
                 "bind_addr": "%s", "client_addr": "127.0.0.1", "log_level": "warn", "disable_update_check": true,
                 "retry_join": [%s], "retry_interval": "1s", "performance": {"raft_multiplier": 2},
                 "autopilot": {"cleanup_dead_servers": false, "server_stabilization_time": "1s"},
                 "dns_config": {"enable_truncate": true},
                 "telemetry": {"prometheus_retention_time": "1h", "disable_hostname": true},
                 "gossip_lan": {"gossip_interval": "50ms", "probe_interval": "500ms", "probe_timeout": "400ms", "suspicion_mult": 3},
                 "leave_on_terminate": %s,
                 "ports": {"http": %d, "https": %d, "dns": %d, "server": %d, "serf_lan": %d, "serf_wan": -1, "grpc": -1}%s%s
               }
               """.formatted(
                        options.datacenter(),
                        ConsulPart.DOMAIN,
                        node,
                        role,
                        address,
                        peers,
                        !isServer,
                        http,
                        options.tls() ? https : -1,
                        dns,
                        rpc,
                        gossip,
                        tls,
                        acl);
    }
}
