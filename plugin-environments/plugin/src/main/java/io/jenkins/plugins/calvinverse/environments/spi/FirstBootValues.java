package io.jenkins.plugins.calvinverse.environments.spi;

import hudson.util.Secret;
import java.util.List;

/**
 * What a machine needs on its first-boot medium to join an environment.
 *
 * @param datacenter of Consul
 * @param domain of Consul
 * @param joinAddresses of Consul servers, at least one
 * @param gossipKey in base64; null when the gossip is not encrypted
 * @param dnsZones text of unbound's zones; empty for the domain alone
 */
public record FirstBootValues(
        String datacenter, String domain, List<String> joinAddresses, Secret gossipKey, String dnsZones) {
    public FirstBootValues {
        joinAddresses = List.copyOf(joinAddresses);
    }
}
