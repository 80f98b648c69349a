package io.calvinverse.environments.preflight;

import io.calvinverse.environments.configuration.release.KeyPattern;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Keys and values that are there and mean something else than their writer thought. */
final class Meanings implements Rule {
    private static final KeyPattern SINGULAR = new KeyPattern("services/*/protocol/**");
    private static final KeyPattern STATSD = new KeyPattern("services/*/metrics/statsd/rules");
    private static final KeyPattern PORT = new KeyPattern("services/*/protocols/*/port");
    private static final Pattern DISTINGUISHED_NAME = Pattern.compile("(?i)(?:cn|ou|dc)=.*");
    private static final String DIRECTORY = "environment/directory/";

    @Override
    public String name() {
        return "meanings";
    }

    @Override
    public List<Finding> check(Site site) {
        List<Finding> findings = new ArrayList<>();
        String prefix = site.profile().prefix();
        site.keys().forEach((key, content) -> {
            if (key.startsWith(prefix)) {
                check(site, key.substring(prefix.length()), content.text().strip(), findings);
            }
        });
        same(site, "datacenter", site.profile().datacenter(), findings);
        same(site, "domain", site.profile().domain(), findings);
        return findings;
    }

    /** @param below the key without its prefix */
    private void check(Site site, String below, String text, List<Finding> findings) {
        String key = site.profile().prefix() + below;
        if (SINGULAR.matches(below)) {
            add(
                    findings,
                    key,
                    "is read by nobody",
                    "whoever looks for " + key.replaceFirst("/protocol/", "/protocols/"),
                    "write protocols instead of protocol");
        } else if (STATSD.matches(below) && isBase64(text)) {
            add(
                    findings,
                    key,
                    "holds base64",
                    "Telegraf on the machines of that service",
                    "store the rules themselves");
        } else if (PORT.matches(below) && !text.isEmpty() && !isPort(text)) {
            add(
                    findings,
                    key,
                    "holds \"" + glance(text) + "\", which is no port",
                    "everybody who connects there",
                    "give a number from 1 to 65535");
        } else if (below.equals(DIRECTORY + "initialized")
                && !text.isEmpty()
                && !Set.of("true", "True").contains(text)) {
            add(
                    findings,
                    key,
                    "is not true",
                    Calvinverse.KEYS.titles("environment/directory/initialized", site.profile()),
                    "set it to true once the directory is described; until then they wait");
        } else if (below.equals(DIRECTORY + "users/builds/agent")
                && DISTINGUISHED_NAME.matcher(text).matches()) {
            add(
                    findings,
                    key,
                    "holds a distinguished name",
                    Consumer.AGENTS.title(),
                    "give the login name; agents log in with it");
        }
    }

    private void same(Site site, String part, String expected, List<Finding> findings) {
        String key = site.profile().prefix() + "services/consul/" + part;
        String text = site.text(key).orElse("").strip();
        if (!text.isEmpty() && !text.equals(expected)) {
            add(
                    findings,
                    key,
                    "says " + glance(text) + ", but Consul's " + part + " is " + expected,
                    Calvinverse.KEYS.titles("services/consul/" + part, site.profile()),
                    "set it to " + expected);
        }
    }

    private void add(List<Finding> findings, String key, String fault, String neededBy, String wayOut) {
        findings.add(new Finding(name(), key, fault, neededBy, wayOut));
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }

    private static boolean isBase64(String text) {
        if (text.length() < 16 || !text.matches("[A-Za-z0-9+/\\s]+={0,2}") || text.contains(" ")) {
            return false;
        }
        try {
            return Base64.getMimeDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String glance(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
