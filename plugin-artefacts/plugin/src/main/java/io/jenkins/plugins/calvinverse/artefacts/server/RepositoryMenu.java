package io.jenkins.plugins.calvinverse.artefacts.server;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.nexus.NexusRepository;
import io.calvinverse.artefacts.nexus.NexusServer;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import io.jenkins.plugins.calvinverse.artefacts.agent.Line;
import io.jenkins.plugins.calvinverse.artefacts.agent.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Offers the repositories of the configured servers in forms of steps, as {@code server/repository}. A form waits for them a few seconds
 * at most, and a server is asked once a minute at most; one that does not answer offers nothing, and its repositories are typed.
 */
@Extension
public class RepositoryMenu {
    private static final Logger LOGGER = Logger.getLogger(RepositoryMenu.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Map<List<String>, Asked> asked = new ConcurrentHashMap<>();

    /** To those who may configure the item; to others nothing. */
    public static ComboBoxModel uploads(Item item, Format format) {
        return lookup().offered(item, format, true);
    }

    /** Those that give something, groups and proxies too. */
    public static ComboBoxModel downloads(Item item, Format format) {
        return lookup().offered(item, format, false);
    }

    private static RepositoryMenu lookup() {
        return ExtensionList.lookupSingleton(RepositoryMenu.class);
    }

    private ComboBoxModel offered(Item item, Format format, boolean hosted) {
        boolean allowed =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        ComboBoxModel names = new ComboBoxModel();
        if (!allowed) {
            return names;
        }
        List<ArtefactServer> servers = ArtefactsConfiguration.get().getServers();
        asked.keySet().retainAll(servers.stream().map(RepositoryMenu::key).toList());
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Asked> answers = servers.stream().map(this::ask).toList();
        for (int i = 0; i < answers.size(); i++) {
            for (NexusRepository each : answers.get(i).until(end)) {
                if ((format == null || each.holds(format)) && (each.isHosted() || !hosted)) {
                    names.add(servers.get(i).getName() + "/" + each.name());
                }
            }
        }
        return names;
    }

    /** Two forms at once share a question. */
    private Asked ask(ArtefactServer server) {
        return asked.compute(
                key(server), (key, before) -> before == null || before.isOld() ? Asked.of(server) : before);
    }

    private static List<String> key(ArtefactServer server) {
        return List.of(
                server.getName(),
                server.getUrl(),
                String.valueOf(server.getCredentialsId()),
                String.valueOf(server.getCaCertificates()));
    }

    private record Asked(Future<List<NexusRepository>> answer, long since) {

        static Asked of(ArtefactServer server) {
            Login login = Logins.ofServer(server).orElse(Login.ANONYMOUS);
            Route route = Route.fromController(server.getCaCertificates());
            return new Asked(
                    Computer.threadPoolForRemoting.submit(() -> repositories(server, route, login)), System.nanoTime());
        }

        private static List<NexusRepository> repositories(ArtefactServer server, Route route, Login login)
                throws IOException, InterruptedException {
            return new NexusServer(server.address(), Line.impatient(route, Login.credential(login))).repositories();
        }

        boolean isOld() {
            return System.nanoTime() - since > KEPT.toNanos();
        }

        List<NexusRepository> until(long end) {
            try {
                return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOGGER.log(Level.FINE, e, () -> "no repositories are offered");
                return List.of();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
    }
}
