package io.jenkins.plugins.calvinverse.artefacts.environment;

import io.calvinverse.artefacts.nexus.NexusServer;
import io.calvinverse.artefacts.transport.Address;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import io.jenkins.plugins.calvinverse.artefacts.agent.Line;
import io.jenkins.plugins.calvinverse.artefacts.agent.Route;
import io.jenkins.plugins.calvinverse.artefacts.destination.StageRepository;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.artefacts.server.Login;
import io.jenkins.plugins.calvinverse.artefacts.server.Logins;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentFinding;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentRule;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentSight;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentSight.Instance;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * Behind each service of Nexus that an environment's catalog names, there is the repository that publishing takes it for, with the
 * deployment policy of its stage.
 */
@OptionalExtension(requirePlugins = "calvinverse-environments")
public class NexusRule implements EnvironmentRule {
    @Override
    public String name() {
        return "nexus-repositories";
    }

    @Override
    public List<EnvironmentFinding> check(EnvironmentSight sight) throws IOException, InterruptedException {
        Map<String, StageRepository> wanted = new TreeMap<>();
        for (Instance instance : sight.services()) {
            for (String tag : instance.tags()) {
                StageRepository.of(instance.service(), tag).ifPresent(each -> wanted.put(each.title(), each));
            }
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        // The service docker is at ports of its own, which know nothing but images.
        Instance nexus = sight.services().stream()
                .filter(each -> each.passing() && !each.service().equals("docker"))
                .filter(each -> each.service().equals("artefacts")
                        || each.tags().stream()
                                .anyMatch(tag ->
                                        StageRepository.of(each.service(), tag).isPresent()))
                .findFirst()
                .orElseThrow(() -> new IOException(Messages.NexusRule_NoNexus()));
        return look(nexus, sight, wanted);
    }

    private static List<EnvironmentFinding> look(
            Instance instance, EnvironmentSight sight, Map<String, StageRepository> wanted)
            throws IOException, InterruptedException {
        Optional<ArtefactServer> configured = ArtefactsConfiguration.get().getServers().stream()
                .filter(each -> isAt(each.address(), instance, sight.domain()))
                .findFirst();
        Login login = Login.ANONYMOUS;
        if (configured.isPresent()) {
            ArtefactServer server = configured.get();
            login = Logins.ofServer(server)
                    .orElseThrow(() -> new IOException(
                            Messages.NexusRule_Credential(server.getName(), server.getCredentialsId())));
        }
        Address address = configured
                .map(ArtefactServer::address)
                .orElseGet(() -> Address.of("http://" + at(instance) + "/artefacts"));
        Route route = Route.fromController(
                configured.map(ArtefactServer::getCaCertificates).orElse(null));
        NexusServer nexus = new NexusServer(address, Line.impatient(route, Login.credential(login)));
        return RepositoryCheck.look(nexus, address, login != Login.ANONYMOUS).check(wanted.values());
    }

    /** A server that somebody configured is that of the catalog: by its address, or by its name in Consul's domain. */
    private static boolean isAt(Address address, Instance instance, String domain) {
        String host = address.base().getHost();
        return host.endsWith(".service." + domain)
                || host.equals(instance.address()) && address.base().getPort() == instance.port();
    }

    private static String at(Instance instance) {
        String host = instance.address();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + instance.port();
    }
}
