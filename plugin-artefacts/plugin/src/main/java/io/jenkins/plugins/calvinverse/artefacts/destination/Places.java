package io.jenkins.plugins.calvinverse.artefacts.destination;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import io.calvinverse.artefacts.transport.Address;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import io.jenkins.plugins.calvinverse.artefacts.agent.Route;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.artefacts.server.Login;
import io.jenkins.plugins.calvinverse.artefacts.server.Logins;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What {@code to} and {@code from} of a step mean: {@code server/repository} of the configuration, a URL, a directory of the agent, or a
 * service of an environment such as {@code write-production.nuget}. May wait for Consul; not for the CPS thread.
 */
public final class Places {

    /** {@code <stage>.<service>}, and a repository if it is not called as Calvinverse calls it. */
    private static final Pattern SERVICE =
            Pattern.compile("(read|write)-([A-Za-z0-9]+)[.]([A-Za-z0-9-]+)(/[A-Za-z0-9._-]+|)");

    private static final Pattern DIRECTORY = Pattern.compile("(/|\\\\\\\\|[A-Za-z]:[\\\\/]).*");

    private Places() {}

    /**
     * @param context null outside of Pipelines
     * @param text expanded already
     * @param credentialsId null for the one of the server
     */
    public static Place of(StepContext context, Run<?, ?> build, String text, String credentialsId)
            throws IOException, InterruptedException {
        String wanted = Util.fixNull(text).strip();
        if (wanted.startsWith("file:")) {
            wanted = wanted.replaceFirst("^file:/+", "/");
        }
        if (DIRECTORY.matcher(wanted).matches()) {
            return new Place(wanted, wanted, true, "", "", Login.ANONYMOUS, Route.fromController(null));
        }
        if (wanted.startsWith("http://") || wanted.startsWith("https://")) {
            return web(build, wanted, credentialsId);
        }
        int slash = wanted.indexOf('/');
        Optional<ArtefactServer> server =
                slash < 0 ? Optional.empty() : ArtefactsConfiguration.get().named(wanted.substring(0, slash));
        if (server.isPresent()) {
            return configured(build, server.get(), wanted.substring(slash + 1), credentialsId);
        }
        Matcher service = SERVICE.matcher(wanted);
        if (service.matches()) {
            return service(context, build, service, credentialsId);
        }
        throw new AbortException(Messages.Places_Unknown(
                wanted,
                ArtefactsConfiguration.get().getServers().stream()
                        .map(ArtefactServer::getName)
                        .toList()));
    }

    private static Place web(Run<?, ?> build, String url, String credentialsId)
            throws IOException, InterruptedException {
        Address address = Address.of(url);
        for (ArtefactServer each : ArtefactsConfiguration.get().getServers()) {
            String base = each.address().base().toString();
            String below = base + "repository/";
            String rest = address.base().toString();
            if (rest.startsWith(below)) {
                return configured(build, each, rest.substring(below.length()).replaceAll("/$", ""), credentialsId);
            }
            if (rest.startsWith(base)) {
                // Not as Nexus has it, such as a registry at a port of its own.
                String ca = each.getCaCertificates();
                return new Place(url, url, false, "", "", login(build, each, credentialsId), Route.fromController(ca));
            }
        }
        Login login = credentialsId == null ? Login.ANONYMOUS : login(build, credentialsId, url);
        return new Place(address.toString(), url, false, "", "", login, Route.fromController(null));
    }

    private static Place configured(Run<?, ?> build, ArtefactServer server, String repository, String credentialsId)
            throws IOException, InterruptedException {
        Login login = login(build, server, credentialsId);
        return new Place(
                server.getName() + "/" + repository,
                server.address().at("repository/" + repository).toString(),
                false,
                server.getUrl(),
                repository.replaceAll("/.*", ""),
                login,
                Route.fromController(server.getCaCertificates()));
    }

    private static Place service(StepContext context, Run<?, ?> build, Matcher name, String credentialsId)
            throws IOException, InterruptedException {
        ServiceAddresses addresses = ServiceAddresses.get()
                .orElseThrow(() -> new AbortException(Messages.Places_NoEnvironments(name.group())));
        String way = name.group(1);
        String stage = name.group(2);
        String service = name.group(3);
        String host = addresses.find(context, build.getParent(), service, way + "-" + stage);
        String repository = name.group(4).isEmpty()
                ? new StageRepository(service, way, stage).name()
                : name.group(4).substring(1);
        // Calvinverse's Nexus lives below this context path.
        String nexus = "http://" + host + "/artefacts";
        Login login = credentialsId == null ? Login.ANONYMOUS : login(build, credentialsId, nexus);
        return new Place(
                name.group(),
                nexus + "/repository/" + repository,
                false,
                nexus,
                repository,
                login,
                Route.fromController(null));
    }

    private static Login login(Run<?, ?> build, ArtefactServer server, String credentialsId) throws AbortException {
        return credentialsId != null
                ? login(build, credentialsId, server.getUrl())
                : Logins.ofServer(server)
                        .orElseThrow(() -> new AbortException(
                                Messages.Places_ServerCredential(server.getName(), server.getCredentialsId())));
    }

    private static Login login(Run<?, ?> build, String id, String url) throws AbortException {
        return Logins.ofBuild(id, build, url).orElseThrow(() -> new AbortException(Messages.Places_Credential(id)));
    }

    /** What a form can say without asking anybody; null if nothing is wrong. */
    public static String problem(String text) {
        String wanted = Util.fixNull(text).strip();
        if (wanted.isEmpty()) {
            return Messages.Places_Empty();
        }
        if (wanted.contains("$") || DIRECTORY.matcher(wanted).matches() || wanted.startsWith("file:")) {
            return null;
        }
        if (wanted.startsWith("http://") || wanted.startsWith("https://")) {
            try {
                Address.of(wanted);
                return null;
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
        List<String> names = ArtefactsConfiguration.get().getServers().stream()
                .map(ArtefactServer::getName)
                .toList();
        boolean known = wanted.indexOf('/') > 0 && names.contains(wanted.substring(0, wanted.indexOf('/')));
        return known || SERVICE.matcher(wanted).matches() ? null : Messages.Places_Unknown(wanted, names);
    }
}
