package io.calvinverse.environments.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.preflight.Profile.Generation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps new machines from their tokens, and what other plugins need. */
class HandoverRolesTest {
    private static final String ROLE = "role.system.linux";

    private final MemoryVault vault = new MemoryVault(Generation.B);
    private final Site site = new Site(
            CompleteSite.profile(Generation.B), Map.of(), CompleteSite.services(), Optional.of(vault), Map.of());

    @BeforeEach
    void complete() {
        vault.tokenRoles.put(ROLE, new TokenRole(true, Set.of("*")));
    }

    private List<String> check() {
        return new Preflight(List.of(new HandoverRoles(Set.of(ROLE), true)))
                .check(site).stream()
                        .map(each -> each.subject() + " " + each.fault())
                        .toList();
    }

    @Test
    void eachThingThatGoesIsNamedAlone() {
        assertEquals(List.of(), check());
        vault.tokenRoles.put(ROLE, new TokenRole(false, Set.of("*")));
        assertEquals(List.of("auth/token/roles/role.system.linux makes no orphans"), check());
        vault.tokenRoles.put(ROLE, new TokenRole(true, Set.of()));
        assertEquals(List.of("auth/token/roles/role.system.linux allows no names for its tokens"), check());
        vault.tokenRoles.remove(ROLE);
        assertEquals(List.of("auth/token/roles/role.system.linux is not in Vault"), check());
        complete();
        for (String path : List.of(
                "auth/token/create/role.system.linux",
                "auth/token/lookup-accessor",
                "auth/token/revoke-accessor",
                "auth/token/accessors")) {
            vault.denied.add(path);
            assertEquals(List.of(path + " is denied to the environment's Vault credential"), check());
            vault.denied.clear();
        }
    }

    @Test
    void whatTwoRulesFindIsOneFinding() {
        vault.tokenRoles.remove(ROLE);
        vault.roles.remove(ROLE);
        List<Finding> findings = new Preflight(List.of(new SecretPaths(), new HandoverRoles(Set.of(ROLE), false)))
                .check(site).stream()
                        .filter(each -> each.fault().equals("is not in Vault"))
                        .toList();
        assertEquals(1, findings.size(), findings::toString);
        assertEquals("every Linux machine, new machines", findings.get(0).neededBy());
    }

    @Test
    void needsOfOthersAreNamed() {
        List<Need> needs = List.of(
                new Need(Need.Kind.KEY, "config/x", "me", "add it"),
                new Need(Need.Kind.SERVICE, "amqp.queue", "me", "start it"),
                new Need(Need.Kind.SERVICE, "queue", "me", "start it"),
                new Need(Need.Kind.SERVICE, "ftp.queue", "me", "start it"),
                new Need(Need.Kind.SECRET, "secret/none", "me", "write it"));
        List<Finding> findings = new Preflight(List.of(new OtherNeeds(needs))).check(site);
        assertEquals(
                List.of(
                        "config/x is missing",
                        "ftp.queue has no instance in the catalog",
                        "secret/none is not in Vault"),
                findings.stream()
                        .map(each -> each.subject() + " " + each.fault())
                        .toList());
        assertTrue(findings.get(0).toString().endsWith("(needed by me); add it"));
    }
}
