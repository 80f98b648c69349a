package io.jenkins.plugins.calvinverse.environments.definition;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What does not go together in a list of environments. Reads credentials, nothing else. */
public final class Together {
    private Together() {}

    /** Refuses what could not work; nothing is saved then. */
    public static void check(List<Environment> environments) {
        Set<String> names = new HashSet<>();
        for (Environment each : environments) {
            if (!names.add(each.getName())) {
                throw new IllegalArgumentException(Messages.Together_TwoNames(each.getName()));
            }
        }
        List<String> defaults = environments.stream()
                .filter(Environment::isDefaultEnvironment)
                .map(Environment::getName)
                .toList();
        if (defaults.size() > 1) {
            throw new IllegalArgumentException(Messages.Together_TwoDefaults(String.join(", ", defaults)));
        }
        for (Environment each : environments) {
            String wrong = problem(each);
            if (wrong != null) {
                throw new IllegalArgumentException(Messages.Together_Environment(each.getName(), wrong));
            }
        }
    }

    private static String problem(Environment environment) {
        return Stream.of(
                        shape(environment),
                        services(environment),
                        consul(environment),
                        vault(environment),
                        tokens(environment))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String shape(Environment environment) {
        if (environment.getConsul() != null && environment.getDnsServers() != null) {
            return Messages.Together_ConsulAndDns();
        }
        return null;
    }

    private static String services(Environment environment) {
        Set<String> seen = new HashSet<>();
        return environment.getStaticServices().stream()
                .map(StaticService::title)
                .filter(t -> !seen.add(t))
                .findFirst()
                .map(Messages::Together_TwoServices)
                .orElse(null);
    }

    private static String consul(Environment environment) {
        ConsulAccess consul = environment.getConsul();
        String token = consul == null
                ? null
                : SecretTexts.problem(Messages.SecretTexts_Token(), consul.getTokenCredentialsId());
        String key = environment.getFirstBoot() == null
                ? null
                : environment.getFirstBoot().gossipKeyProblem();
        String tls = consul == null ? null : consul.problem();
        return Stream.of(token, key, tls).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String tokens(Environment environment) {
        MachineTokens tokens = environment.getMachineTokens();
        if (tokens == null) {
            return null;
        }
        boolean possible = environment.getConsul() != null && environment.getVault() != null;
        return possible ? tokens.problem() : Messages.Together_TokensWithout();
    }

    private static String vault(Environment environment) {
        VaultConfiguration vault = environment.getVault();
        if (vault == null) {
            return null;
        }
        if (vault.getVaultUrl() != null && Syntax.url(vault.getVaultUrl()) != null) {
            return Messages.Together_VaultUrl();
        }
        String id = vault.getVaultCredentialId();
        return id == null || SecretTexts.find(id, VaultCredential.class).isPresent()
                ? null
                : Messages.Together_VaultCredential(id);
    }
}
