package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every secret a machine reads is there, and the token role of that machine grants it. Says nothing while Vault does not serve. */
final class SecretPaths implements Rule {
    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public List<Finding> check(Site site) throws IOException {
        VaultView vault = site.vault().orElse(null);
        if (vault == null || vault.trouble().isPresent()) {
            return List.of();
        }
        Map<String, Set<Consumer>> readers = readers(site);
        List<Finding> findings = new ArrayList<>();
        Map<String, Set<String>> denied = denied(vault, readers, findings);
        for (Map.Entry<String, Set<Consumer>> reader : readers.entrySet()) {
            String path = reader.getKey();
            String titles = String.join(
                    ", ", reader.getValue().stream().map(Consumer::title).toList());
            if (!vault.exists(stored(path))) {
                findings.add(new Finding(name(), path, "is not in Vault", titles, "write it there"));
            } else if (denied.containsKey(path)) {
                String roles = String.join(", ", denied.get(path));
                findings.add(new Finding(
                        name(),
                        path,
                        "is denied to tokens of " + roles,
                        titles,
                        "add a policy with read on it to the allowed policies of the token role"));
            }
        }
        for (String role : Calvinverse.QUEUE_ROLES.of(site.profile())) {
            if (!vault.exists(role)) {
                findings.add(new Finding(
                        name(),
                        role,
                        "is not in Vault",
                        Calvinverse.QUEUE_ROLES.titles(role, site.profile()),
                        "make that role of the RabbitMQ engine"));
            }
        }
        return findings;
    }

    private static Map<String, Set<Consumer>> readers(Site site) {
        Profile profile = site.profile();
        Map<String, Set<Consumer>> readers = new LinkedHashMap<>();
        Needs machines = profile.generation() == Profile.Generation.A ? Calvinverse.SECRETS_A : Calvinverse.SECRETS_B;
        for (Needs needs : List.of(Calvinverse.SECRETS, machines)) {
            needs.of(profile).forEach(path -> readers.put(path, new TreeSet<>(needs.who(path, profile))));
        }
        if (profile.consumers().contains(Consumer.CONTROLLER)) {
            String projects = profile.prefix() + "projects/";
            site.keys().keySet().stream()
                    .filter(key -> key.startsWith(projects) && key.endsWith("/user"))
                    .map(key -> "secret/" + key.substring(profile.prefix().length()))
                    .forEach(path -> readers.put(path, Set.of(Consumer.CONTROLLER)));
        }
        return readers;
    }

    /** Token roles that may not read it, by path. */
    private Map<String, Set<String>> denied(VaultView vault, Map<String, Set<Consumer>> readers, List<Finding> findings)
            throws IOException {
        Map<Consumer, List<String>> paths = new TreeMap<>();
        readers.forEach((path, consumers) -> consumers.forEach(
                each -> paths.computeIfAbsent(each, key -> new ArrayList<>()).add(path)));
        Map<String, Set<String>> denied = new HashMap<>();
        for (Map.Entry<Consumer, List<String>> each : paths.entrySet()) {
            Consumer consumer = each.getKey();
            Map<String, Set<String>> allowed =
                    vault.allowed(consumer.tokenRole(), each.getValue()).orElse(null);
            if (allowed == null) {
                findings.add(new Finding(
                        name(),
                        "auth/token/roles/" + consumer.tokenRole(),
                        "is not in Vault",
                        consumer.title(),
                        "make that token role: orphan, with a period of an hour"));
                continue;
            }
            for (String path : each.getValue()) {
                Set<String> rights = allowed.getOrDefault(path, Set.of());
                if (!rights.contains("read") && !rights.contains("root")) {
                    denied.computeIfAbsent(path, key -> new TreeSet<>()).add(consumer.tokenRole());
                }
            }
        }
        return denied;
    }

    /** A dynamic password is made from the role of the same name. */
    private static String stored(String path) {
        return path.replaceFirst("^rabbitmq/creds/", "rabbitmq/roles/");
    }
}
