package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.EnvVars;
import hudson.Util;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.Terms;
import io.jenkins.plugins.calvinverse.artefacts.agent.PublishTask;
import io.jenkins.plugins.calvinverse.artefacts.agent.Result;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import io.jenkins.plugins.calvinverse.artefacts.record.Records;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** What all publishing steps have in common: where to, and on which terms. */
public abstract class PublishingStep extends AgentStep {
    private static final long serialVersionUID = 1;

    private final String to;
    private String credentialsId;
    private String onConflict = OnConflict.FAIL.symbol();
    private boolean dryRun;
    private int parallel = Terms.USUAL.parallel();
    private boolean fingerprint = true;
    private boolean provenance = true;
    private String provenanceKey;
    private String provenanceTo;

    protected PublishingStep(String to) {
        this.to = to;
    }

    /** {@code server/repository}, a URL, a directory, or a service of an environment. */
    public String getTo() {
        return to;
    }

    /** Null for the credential of the configured server. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getOnConflict() {
        return onConflict;
    }

    @DataBoundSetter
    public void setOnConflict(String onConflict) {
        this.onConflict = OnConflict.of(onConflict).symbol();
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public int getParallel() {
        return parallel;
    }

    @DataBoundSetter
    public void setParallel(int parallel) {
        this.parallel = new Terms(OnConflict.FAIL, false, parallel).parallel();
    }

    public boolean isFingerprint() {
        return fingerprint;
    }

    @DataBoundSetter
    public void setFingerprint(boolean fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** Whether a statement of what was made from what is archived with the build. */
    public boolean isProvenance() {
        return provenance;
    }

    @DataBoundSetter
    public void setProvenance(boolean provenance) {
        this.provenance = provenance;
    }

    /** Secret text or secret file with a private key in PEM form that signs the statement; null to leave it unsigned. */
    public String getProvenanceKey() {
        return provenanceKey;
    }

    @DataBoundSetter
    public void setProvenanceKey(String provenanceKey) {
        this.provenanceKey = Util.fixEmptyAndTrim(provenanceKey);
    }

    /** Raw repository where a statement of each artefact is kept, by its digest; null for nowhere but the build. */
    public String getProvenanceTo() {
        return provenanceTo;
    }

    @DataBoundSetter
    public void setProvenanceTo(String provenanceTo) {
        this.provenanceTo = Util.fixEmptyAndTrim(provenanceTo);
    }

    /** Called for each attempt, with the variables of the step. */
    protected abstract List<Selection> selections(EnvVars variables);

    Terms terms() {
        return new Terms(OnConflict.of(onConflict), dryRun, parallel);
    }

    @Override
    Object run(Desk desk) throws Exception {
        Place place = desk.place(to, credentialsId);
        List<Result> results = desk.workspace()
                .act(new PublishTask(place, selections(desk.variables()), terms(), fingerprint, desk.listener()));
        return told(desk, results);
    }

    final Object told(Desk desk, List<Result> results) throws Exception {
        if (!dryRun) {
            Records.published(desk.build(), results, fingerprint);
            if (provenance) {
                Place store = provenanceTo == null ? null : desk.place(provenanceTo, credentialsId);
                new Provenance(desk, provenanceKey).keep(results, store, parallel);
            }
        }
        return Answers.of(results);
    }
}
