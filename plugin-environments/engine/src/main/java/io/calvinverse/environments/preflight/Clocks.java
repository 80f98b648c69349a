package io.calvinverse.environments.preflight;

import java.time.Duration;
import java.util.List;

/** Clocks agree: tokens, leases and Kerberos tickets are refused where they do not. */
final class Clocks implements Rule {
    /** Active Directory bears five minutes; leases and wrapped tokens of a few minutes suffer earlier. */
    private static final Duration MOST = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public List<Finding> check(Site site) {
        return site.clocks().entrySet().stream()
                .filter(clock -> clock.getValue().abs().compareTo(MOST) > 0)
                .map(clock -> new Finding(
                        name(),
                        "the clock of " + clock.getKey(),
                        "is " + clock.getValue().abs().toSeconds() + " s "
                                + (clock.getValue().isNegative() ? "behind" : "ahead of") + " this controller",
                        "everybody whose tokens and leases it counts",
                        "let both follow the same time server"))
                .toList();
    }
}
