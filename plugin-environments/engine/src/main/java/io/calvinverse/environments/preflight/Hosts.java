package io.calvinverse.environments.preflight;

import io.calvinverse.environments.configuration.release.KeyPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the keys call {@code tag.service} is in the catalog, passing, at the port the keys name. Readers append
 * {@code .service.<domain>} themselves.
 */
final class Hosts implements Rule {
    @Override
    public String name() {
        return "services";
    }

    @Override
    public List<Finding> check(Site site) {
        List<Finding> findings = new ArrayList<>();
        KeyPattern hosts = new KeyPattern(site.profile().prefix() + "services/*/protocols/*/host");
        site.keys().forEach((key, content) -> {
            String host = content.text().strip();
            if (hosts.matches(key) && !host.isEmpty()) {
                check(site, key, host, findings);
            }
        });
        return findings;
    }

    private void check(Site site, String key, String host, List<Finding> findings) {
        String needed = "whoever reads " + key;
        String[] parts = host.split("\\.");
        if (parts.length != 2 || host.startsWith(".") || host.endsWith(".")) {
            findings.add(new Finding(
                    name(),
                    key,
                    "holds \"" + host + "\"",
                    needed,
                    "give tag.service alone; its readers append .service."
                            + site.profile().domain()));
            return;
        }
        List<ServiceSeen> instances = site.services().stream()
                .filter(seen -> seen.service().equals(parts[1]) && seen.tags().contains(parts[0]))
                .toList();
        if (instances.isEmpty()) {
            findings.add(new Finding(
                    name(),
                    host,
                    "has no instance in the catalog",
                    needed,
                    "start it, or correct " + key + known(site, parts[1])));
        } else if (instances.stream().noneMatch(ServiceSeen::passing)) {
            findings.add(new Finding(
                    name(),
                    host,
                    "fails its checks: " + instances.get(0).output(),
                    needed,
                    "see the log of its machine"));
        } else {
            port(site, key, host, instances, findings);
        }
    }

    private void port(Site site, String key, String host, List<ServiceSeen> instances, List<Finding> findings) {
        String portKey = key.substring(0, key.length() - "host".length()) + "port";
        String port = site.text(portKey).orElse("").strip();
        String ports = instances.stream()
                .map(seen -> Integer.toString(seen.port()))
                .distinct()
                .collect(Collectors.joining(", "));
        boolean same = instances.stream()
                .anyMatch(seen -> Integer.toString(seen.port()).equals(port) || seen.port() == 0);
        if (port.matches("[0-9]{1,5}") && !same) {
            findings.add(new Finding(
                    name(),
                    portKey,
                    "says " + port + ", but " + host + " listens on " + ports,
                    "whoever reads " + portKey,
                    "correct the one that is wrong"));
        }
    }

    private static String known(Site site, String service) {
        String tags = site.services().stream()
                .filter(seen -> seen.service().equals(service))
                .flatMap(seen -> seen.tags().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return tags.isEmpty() ? "" : "; " + service + " has the tags " + tags;
    }
}
