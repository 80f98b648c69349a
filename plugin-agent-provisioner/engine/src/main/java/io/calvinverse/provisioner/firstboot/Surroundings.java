package io.calvinverse.provisioner.firstboot;

import java.util.List;

/**
 * What a machine must know of its environment before it can ask it anything. None of it is a Vault secret.
 *
 * @param datacenter of Consul
 * @param domain of Consul's names, without a dot in front
 * @param encrypt the datacenter's gossip key; empty where gossip is not encrypted
 * @param retryJoin addresses of Consul's servers, as {@code host} or {@code host:port}
 * @param zones further text for Unbound; may be empty
 */
public record Surroundings(String datacenter, String domain, String encrypt, List<String> retryJoin, String zones) {
    /** Copies the list. */
    public Surroundings {
        retryJoin = List.copyOf(retryJoin);
    }

    /** Consul's port for DNS, on the machine itself. */
    private static final int DNS = 8600;

    /** Consul's names are asked of the machine's own agent. */
    String unbound() {
        return """
            server:
              do-not-query-localhost: no
              domain-insecure: "@domain@"
            stub-zone:
              name: "@domain@"
              stub-addr: 127.0.0.1@@port@
            """.replace("@domain@", domain).replace("@port@", String.valueOf(DNS)) + zones;
    }

    @Override
    public String toString() {
        return "Surroundings[datacenter=" + datacenter + ", domain=" + domain + ", encrypt=***, retryJoin=" + retryJoin
                + "]";
    }
}
