package io.jenkins.plugins.calvinverse.artefacts.environment;

import io.calvinverse.artefacts.nexus.NexusRepository;
import io.calvinverse.artefacts.nexus.NexusServer;
import io.calvinverse.artefacts.nexus.RepositorySettings;
import io.calvinverse.artefacts.nexus.WriteRight;
import io.calvinverse.artefacts.transport.Address;
import io.jenkins.plugins.calvinverse.artefacts.destination.StageRepository;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The repositories of a Nexus as they are, against those that services stand for. */
final class RepositoryCheck {
    private final NexusServer nexus;
    private final Address address;
    private final boolean withCredential;
    private final Map<String, NexusRepository> there;
    private final Map<String, RepositorySettings> settings;
    private final Collection<String> hidden = new TreeSet<>();

    private RepositoryCheck(
            NexusServer nexus,
            Address address,
            boolean withCredential,
            Map<String, NexusRepository> there,
            Map<String, RepositorySettings> settings) {
        this.nexus = nexus;
        this.address = address;
        this.withCredential = withCredential;
        this.there = there;
        this.settings = settings;
    }

    /** @param withCredential whether it is one that builds upload with, so that its rights count */
    static RepositoryCheck look(NexusServer nexus, Address address, boolean withCredential)
            throws IOException, InterruptedException {
        return new RepositoryCheck(
                nexus,
                address,
                withCredential,
                nexus.repositories().stream().collect(Collectors.toMap(NexusRepository::name, Function.identity())),
                nexus.settings().stream().collect(Collectors.toMap(RepositorySettings::name, Function.identity())));
    }

    List<EnvironmentFinding> check(Collection<StageRepository> wanted) throws IOException, InterruptedException {
        List<EnvironmentFinding> findings = new ArrayList<>();
        for (StageRepository each : wanted) {
            check(each, findings);
        }
        if (!hidden.isEmpty()) {
            findings.add(new EnvironmentFinding(
                    Messages.RepositoryCheck_Policies(String.join(", ", hidden)),
                    Messages.RepositoryCheck_PoliciesHidden(address),
                    Messages.RepositoryCheck_NeededBy(String.join(", ", hidden)),
                    Messages.RepositoryCheck_ShowPolicies()));
        }
        return findings;
    }

    private void check(StageRepository wanted, List<EnvironmentFinding> findings)
            throws IOException, InterruptedException {
        NexusRepository found = there.get(wanted.name());
        RepositorySettings setting = settings.get(wanted.name());
        String kind = wanted.isHosted() ? "hosted" : "group";
        if (found == null) {
            findings.add(finding(
                    wanted,
                    Messages.RepositoryCheck_Absent(address),
                    Messages.RepositoryCheck_Make(wanted.format(), kind)));
        } else if (!found.format().equals(wanted.format()) || wanted.isHosted() && !found.isHosted()) {
            findings.add(finding(
                    wanted,
                    Messages.RepositoryCheck_Type(found.type(), found.format(), wanted.format()),
                    Messages.RepositoryCheck_Make(wanted.format(), kind)));
        } else if (setting != null && !setting.online()) {
            findings.add(finding(wanted, Messages.RepositoryCheck_Offline(), Messages.RepositoryCheck_PutOnline()));
        } else if (wanted.way().equals("write")) {
            policy(wanted, setting, findings);
            right(wanted, findings);
        }
    }

    private void policy(StageRepository wanted, RepositorySettings setting, List<EnvironmentFinding> findings) {
        if (setting == null) {
            hidden.add(wanted.name());
            return;
        }
        if (!setting.writes().equals(wanted.writes())) {
            String fault =
                    switch (setting.writes()) {
                        case "ALLOW" -> Messages.RepositoryCheck_Redeploys();
                        case "ALLOW_ONCE" -> Messages.RepositoryCheck_Once();
                        default -> Messages.RepositoryCheck_ReadOnly();
                    };
            String policy = wanted.writes().equals("ALLOW")
                    ? Messages.RepositoryCheck_AllowRedeploy()
                    : Messages.RepositoryCheck_DisableRedeploy();
            findings.add(finding(wanted, fault, Messages.RepositoryCheck_SetPolicy(policy)));
        }
    }

    private void right(StageRepository wanted, List<EnvironmentFinding> findings)
            throws IOException, InterruptedException {
        if (!withCredential) {
            return;
        }
        WriteRight right = nexus.writeRight(wanted.name());
        if (right == WriteRight.DENIED || right == WriteRight.UNAUTHENTICATED) {
            findings.add(finding(
                    wanted,
                    Messages.RepositoryCheck_Denied(),
                    Messages.RepositoryCheck_Grant(wanted.format(), wanted.name())));
        }
    }

    private static EnvironmentFinding finding(StageRepository wanted, String fault, String wayOut) {
        return new EnvironmentFinding(
                Messages.RepositoryCheck_Subject(wanted.name()),
                fault,
                Messages.RepositoryCheck_NeededBy(wanted.title()),
                wayOut);
    }
}
