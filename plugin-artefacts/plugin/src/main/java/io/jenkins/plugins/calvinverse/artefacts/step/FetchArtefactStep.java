package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.jenkins.plugins.calvinverse.artefacts.agent.FetchTask;
import io.jenkins.plugins.calvinverse.artefacts.agent.Result;
import io.jenkins.plugins.calvinverse.artefacts.record.Records;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code fetchArtefact from: 'nexus/raw-hosted', format: 'raw', name: 'a/b.zip', sha256: '…'}. */
public class FetchArtefactStep extends ReadingStep {
    private static final long serialVersionUID = 1;

    private String file;
    private String sha256;

    @DataBoundConstructor
    public FetchArtefactStep(String from, String format, String name) {
        super(from, format, name);
    }

    /** Where it goes, below the workspace; null for its own name. */
    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = Util.fixEmptyAndTrim(file);
    }

    /** What it must hash to; null to take what comes. */
    public String getSha256() {
        return sha256;
    }

    @DataBoundSetter
    public void setSha256(String sha256) {
        this.sha256 = Util.fixEmptyAndTrim(sha256);
        String problem = problem(this.sha256);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static String problem(String sha256) {
        return sha256 == null || sha256.contains("$") || sha256.matches("[0-9a-fA-F]{64}")
                ? null
                : Messages.FetchArtefactStep_Sha256(sha256);
    }

    /** As clients of the format call it. */
    private static String fileName(Coordinates coordinates) {
        String name = coordinates.name().replaceAll(".*[/:]", "");
        String version = coordinates.version();
        return switch (coordinates.format()) {
            case RAW -> name;
            case MAVEN -> name + "." + coordinates.qualifier("extension");
            case NPM -> name + "-" + version + ".tgz";
            case NUGET -> name + "." + version + ".nupkg";
            case DOCKER -> name + ".tar";
        };
    }

    @Override
    Object run(Desk desk) throws Exception {
        Coordinates coordinates = coordinates(desk);
        String target = file == null ? fileName(coordinates) : desk.expand(file);
        Result fetched = desk.workspace()
                .act(new FetchTask(
                        desk.place(getFrom(), getCredentialsId()), coordinates, target, desk.expand(sha256)));
        Records.fetched(desk.build(), List.of(fetched));
        desk.listener()
                .getLogger()
                .println(Messages.FetchArtefactStep_Fetched(
                        fetched.receipt().coordinates(),
                        fetched.receipt().url(),
                        fetched.receipt().sha256()));
        return Answers.of(fetched);
    }

    @Extension
    public static class DescriptorImpl extends ReadingDescriptor {
        @Override
        public String getFunctionName() {
            return "fetchArtefact";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FetchArtefactStep_DisplayName();
        }

        @POST
        public FormValidation doCheckSha256(@AncestorInPath Item item, @QueryParameter String value) {
            mayConfigure(item);
            String problem = problem(Util.fixEmptyAndTrim(value));
            return problem == null ? FormValidation.ok() : FormValidation.error(problem);
        }
    }
}
