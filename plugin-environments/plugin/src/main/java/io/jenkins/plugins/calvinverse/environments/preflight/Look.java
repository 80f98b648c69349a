package io.jenkins.plugins.calvinverse.environments.preflight;

import hudson.ExtensionList;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulException;
import io.calvinverse.environments.consul.KeyEntry;
import io.calvinverse.environments.preflight.ConsulServices;
import io.calvinverse.environments.preflight.Finding;
import io.calvinverse.environments.preflight.HandoverRoles;
import io.calvinverse.environments.preflight.Need;
import io.calvinverse.environments.preflight.OtherNeeds;
import io.calvinverse.environments.preflight.Preflight;
import io.calvinverse.environments.preflight.Profile;
import io.calvinverse.environments.preflight.Profile.Generation;
import io.calvinverse.environments.preflight.Rule;
import io.calvinverse.environments.preflight.ServiceSeen;
import io.calvinverse.environments.preflight.Site;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.connection.VaultAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Checks;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.MachineTokens;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentRule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One look over an environment. Waits for Consul, Vault and what other plugins ask. */
final class Look {
    private final Environment environment;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Content> keys = new TreeMap<>();
    private final List<ServiceSeen> services = new ArrayList<>();

    private Look(Environment environment) {
        this.environment = environment;
    }

    static Verdict at(Environment environment) {
        Look look = new Look(environment);
        boolean seen = look.consul();
        look.rules(seen);
        List<KeyPattern> ignored = environment.getChecks() == null
                ? List.of()
                : environment.getChecks().ignoredList().stream()
                        .map(KeyPattern::new)
                        .toList();
        List<Finding> told = look.findings.stream()
                .filter(each -> ignored.stream().noneMatch(pattern -> pattern.matches(each.subject())))
                .toList();
        return new Verdict(
                environment.getName(), Clock.systemUTC().instant(), told, look.findings.size() - told.size());
    }

    /** @return whether what Consul holds could be read, or there is none: else every key would seem to be missing */
    private boolean consul() {
        Consul consul = Connections.get().of(environment).consul().orElse(null);
        if (consul == null) {
            return true;
        }
        try {
            List<KeyEntry> entries = consul.keys().tree(environment.getConfigurationPrefix(), Consistency.DEFAULT);
            entries.forEach(entry -> keys.put(entry.key(), Content.of(entry.bytes())));
            services.addAll(ConsulServices.read(consul));
            return true;
        } catch (ConsulException e) {
            findings.add(new Finding(
                    "consul",
                    "Consul",
                    Messages.Look_NoAnswer(e.getMessage()),
                    Messages.Look_Everybody(),
                    Messages.Look_Consul()));
            return false;
        }
    }

    private void rules(boolean consulSeen) {
        List<Need> needs = needs();
        if (consulSeen) {
            services.addAll(new BesideCatalog(environment).needed(needs));
        }
        Optional<VaultAccess> access = VaultAccess.of(environment);
        LookedVault vault = access.map(LookedVault::new).orElse(null);
        Site site = new Site(profile(), keys, services, Optional.ofNullable(vault), LookedVault.clocks(vault));
        List<Rule> rules = new ArrayList<>();
        if (consulSeen) {
            boolean any = Connections.get().of(environment).consul().isPresent();
            rules.addAll(any ? Preflight.CALVINVERSE : Preflight.WITHOUT_CONSUL);
            rules.addAll(others(needs));
        } else {
            rules.addAll(Preflight.WITHOUT_CONSUL);
        }
        MachineTokens tokens = environment.getMachineTokens();
        if (tokens != null) {
            rules.add(new HandoverRoles(tokens.allRoles(), tokens.isOwnPath()));
        }
        findings.addAll(new Preflight(rules).check(site));
    }

    private List<Need> needs() {
        List<Need> needs = new ArrayList<>();
        for (EnvironmentRule each : ExtensionList.lookup(EnvironmentRule.class)) {
            each.needs(environment.getName())
                    .forEach(need -> needs.add(new Need(
                            Need.Kind.valueOf(need.kind().name()), need.name(), need.neededBy(), need.wayOut())));
        }
        return needs;
    }

    private List<Rule> others(List<Need> needs) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new OtherNeeds(needs));
        ExtensionList.lookup(EnvironmentRule.class).forEach(each -> rules.add(new ForeignRule(each, environment)));
        return rules;
    }

    private Profile profile() {
        Checks checks = environment.getChecks();
        return new Profile(
                environment.getName(),
                environment.getDomain(),
                environment.getConfigurationPrefix(),
                checks == null ? Set.of() : checks.consumerSet(),
                checks == null ? Generation.B : checks.whichGeneration());
    }
}
