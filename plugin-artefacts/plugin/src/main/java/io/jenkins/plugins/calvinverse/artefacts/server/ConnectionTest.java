package io.jenkins.plugins.calvinverse.artefacts.server;

import hudson.model.Computer;
import hudson.util.FormValidation;
import io.calvinverse.artefacts.nexus.NexusRepository;
import io.calvinverse.artefacts.nexus.NexusServer;
import io.calvinverse.artefacts.nexus.NexusStatus;
import io.calvinverse.artefacts.nexus.WriteRight;
import io.jenkins.plugins.calvinverse.artefacts.agent.Line;
import io.jenkins.plugins.calvinverse.artefacts.agent.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What answers behind settings that are not saved yet. Ends within a bounded time. */
final class ConnectionTest {
    private static final int SECONDS = 20;
    private static final int MOST_RIGHTS = 20;

    private ConnectionTest() {}

    static FormValidation of(ArtefactServer server) {
        Future<FormValidation> asking = Computer.threadPoolForRemoting.submit(() -> ask(server));
        try {
            return asking.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            asking.cancel(true);
            return FormValidation.error(Messages.ConnectionTest_Late(SECONDS));
        } catch (ExecutionException e) {
            return FormValidation.error(e.getCause().getMessage());
        } catch (InterruptedException e) {
            asking.cancel(true);
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.ConnectionTest_Late(SECONDS));
        }
    }

    private static FormValidation ask(ArtefactServer server) throws IOException, InterruptedException {
        Login login = Login.ANONYMOUS;
        if (server.getCredentialsId() != null) {
            Optional<Login> found = Logins.ofController(server.getCredentialsId(), server.getUrl());
            if (found.isEmpty()) {
                return FormValidation.error(Messages.ArtefactServer_NoCredential(server.getCredentialsId()));
            }
            login = found.get();
        }
        Route route = Route.fromController(server.getCaCertificates());
        NexusServer nexus = new NexusServer(server.address(), Line.impatient(route, Login.credential(login)));
        NexusStatus status = nexus.status();
        List<String> facts = new ArrayList<>();
        facts.add(Messages.ConnectionTest_Version(status.version(), status.edition()));
        boolean fine = status.writable();
        if (!fine) {
            facts.add(Messages.ConnectionTest_ReadOnly());
        }
        TreeMap<String, List<String>> byRight = new TreeMap<>();
        for (NexusRepository each : nexus.repositories().stream()
                .filter(NexusRepository::isHosted)
                .limit(MOST_RIGHTS)
                .toList()) {
            WriteRight right = nexus.writeRight(each.name());
            byRight.computeIfAbsent(right.name(), name -> new ArrayList<>())
                    .add(each.name() + " (" + each.format() + ")");
        }
        if (byRight.isEmpty()) {
            facts.add(Messages.ConnectionTest_NoRepository());
            fine = false;
        }
        byRight.forEach((right, names) -> facts.add(
                right.equals(WriteRight.GRANTED.name())
                        ? Messages.ConnectionTest_Writes(String.join(", ", names))
                        : Messages.ConnectionTest_WritesNot(String.join(", ", names))));
        String text = String.join("; ", facts);
        return fine && byRight.containsKey(WriteRight.GRANTED.name())
                ? FormValidation.ok(text)
                : FormValidation.warning(text);
    }
}
