package io.jenkins.plugins.calvinverse.artefacts.step;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.slaves.WorkspaceList;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.provenance.BuildFacts;
import io.calvinverse.artefacts.provenance.Envelope;
import io.calvinverse.artefacts.provenance.Material;
import io.calvinverse.artefacts.provenance.Statement;
import io.jenkins.plugins.calvinverse.artefacts.agent.Result;
import io.jenkins.plugins.calvinverse.artefacts.agent.StatementsTask;
import io.jenkins.plugins.calvinverse.artefacts.destination.Circumstances;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactRecord;
import io.jenkins.plugins.calvinverse.artefacts.record.Records;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Writes down what a build made from what, signs it, and archives it with the build: {@code provenance/<digest>.json}. */
final class Provenance {
    private final Desk desk;
    private final String key;

    /** @param key id of a credential with a private key; null to leave it unsigned */
    Provenance(Desk desk, String key) {
        this.desk = desk;
        this.key = key;
    }

    /**
     * Of what is there with this build's content.
     *
     * @param store where a statement of each artefact goes besides; null for nowhere
     */
    void keep(List<Result> results, Place store, int parallel) throws IOException, InterruptedException {
        List<Receipt> subjects = results.stream()
                .map(Result::receipt)
                .filter(each -> each.outcome() != Outcome.SKIPPED)
                .toList();
        if (subjects.isEmpty()) {
            return;
        }
        BuildFacts facts = facts();
        archive(subjects.get(0).sha256().substring(0, 16), document(subjects, facts));
        if (store != null) {
            store(subjects, facts, store, parallel);
        }
    }

    private byte[] document(List<Receipt> subjects, BuildFacts facts) throws IOException {
        Statement statement = Statement.of(subjects, facts);
        return key == null ? statement.json() : Envelope.sign(statement, pem(desk.build(), desk.expand(key)), "");
    }

    private void archive(String digest, byte[] document) throws IOException, InterruptedException {
        String path = Statement.path(digest, key != null);
        FilePath folder = WorkspaceList.tempDir(desk.workspace());
        if (folder == null) {
            throw new AbortException(
                    Messages.Provenance_NoFolder(desk.workspace().getRemote()));
        }
        FilePath file = folder.child("calvinverse-" + path);
        try {
            file.copyFrom(new ByteArrayInputStream(document));
            desk.build()
                    .pickArtifactManager()
                    .archive(
                            folder,
                            desk.launcher(),
                            BuildListenerAdapter.wrap(desk.listener()),
                            Map.of(path, "calvinverse-" + path));
        } finally {
            file.delete();
        }
        desk.listener().getLogger().println(Messages.Provenance_Archived(path));
    }

    /** A statement each, about nothing else: who has one file need not read of all. */
    private void store(List<Receipt> subjects, BuildFacts facts, Place store, int parallel)
            throws IOException, InterruptedException {
        TreeMap<String, byte[]> statements = new TreeMap<>();
        for (Receipt each : subjects) {
            statements.put(Statement.path(each.sha256(), key != null), document(List.of(each), facts));
        }
        int stored = desk.workspace().act(new StatementsTask(store, statements, parallel));
        desk.listener()
                .getLogger()
                .println(Messages.Provenance_Stored(stored, store.name(), statements.size() - stored));
    }

    private BuildFacts facts() throws InterruptedException {
        Run<?, ?> build = desk.build();
        String root = Objects.requireNonNullElse(Jenkins.get().getRootUrl(), "jenkins:unknown/");
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("job", build.getParent().getFullName());
        parameters.put("build", build.getId());
        put(parameters, "branch", "BRANCH_NAME");
        Map<String, String> circumstances = new TreeMap<>();
        Computer computer = desk.workspace().toComputer();
        if (computer != null) {
            circumstances.put("agent", computer.getName());
        }
        circumstances.putAll(Circumstances.all(desk.context(), build.getParent()));
        put(circumstances, "agentTemplate", "AGENT_TEMPLATE");
        put(circumstances, "agentImage", "AGENT_IMAGE");
        return new BuildFacts(
                root,
                root + build.getUrl(),
                Instant.ofEpochMilli(build.getStartTimeInMillis()).toString(),
                "",
                parameters,
                circumstances,
                materials());
    }

    private List<Material> materials() {
        List<Material> materials = new ArrayList<>();
        String commit = desk.variables().get("GIT_COMMIT", "");
        if (!commit.isEmpty()) {
            // The URL may carry a password that somebody put there.
            String url = desk.variables().get("GIT_URL", "unknown").replaceFirst("://[^/@]*@", "://");
            materials.add(new Material("git+" + url, Map.of("gitCommit", commit)));
        }
        for (ArtefactRecord each : Records.of(desk.build()).getFetched()) {
            materials.add(new Material(each.getUrl(), Map.of("sha256", each.getSha256())));
        }
        return materials;
    }

    private void put(Map<String, String> into, String name, String variable) {
        String value = desk.variables().get(variable, "");
        if (!value.isEmpty()) {
            into.put(name, value);
        }
    }

    /** PEM. */
    static String pem(Run<?, ?> build, String id) throws IOException {
        StandardCredentials found =
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, build, List.of());
        if (found instanceof StringCredentials text) {
            return text.getSecret().getPlainText();
        }
        if (found instanceof FileCredentials file) {
            return new String(file.getContent().readAllBytes(), StandardCharsets.UTF_8);
        }
        throw new AbortException(Messages.Provenance_NoKey(id));
    }
}
