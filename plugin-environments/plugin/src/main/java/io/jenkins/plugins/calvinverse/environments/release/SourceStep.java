package io.jenkins.plugins.calvinverse.environments.release;

import hudson.AbortException;
import hudson.Util;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.release.Allowance;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that plans a release: of a directory in the workspace, or of another environment. */
public abstract class SourceStep extends ConfigurationStep {
    private static final long serialVersionUID = 1;

    private final String version;
    private String directory;
    private String from;
    private String commit;
    private String author;
    private ArrayList<String> allow = new ArrayList<>();
    private ArrayList<String> local = new ArrayList<>();

    SourceStep(String version) {
        this.version = version;
    }

    /** Semantic version of the release. */
    public String getVersion() {
        return version;
    }

    /** Of the YAML files, below the workspace. */
    public String getDirectory() {
        return directory;
    }

    @DataBoundSetter
    public void setDirectory(String directory) {
        this.directory = Util.fixEmptyAndTrim(directory);
    }

    /** Environment whose release of that version is brought here. */
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    /** Null for the one that was checked out. */
    public String getCommit() {
        return commit;
    }

    @DataBoundSetter
    public void setCommit(String commit) {
        this.commit = Util.fixEmptyAndTrim(commit);
    }

    /** Null for who started the build. */
    public String getAuthor() {
        return author;
    }

    @DataBoundSetter
    public void setAuthor(String author) {
        this.author = Util.fixEmptyAndTrim(author);
    }

    /** {@code key=rule} for values that look like secrets and are none. */
    public List<String> getAllow() {
        return List.copyOf(allow);
    }

    @DataBoundSetter
    public void setAllow(List<String> allow) {
        this.allow = new ArrayList<>(Util.fixNull(allow));
    }

    /** Patterns of keys that keep their value here when a release comes from another environment. */
    public List<String> getLocal() {
        return List.copyOf(local);
    }

    @DataBoundSetter
    public void setLocal(List<String> local) {
        this.local = new ArrayList<>(Util.fixNull(local));
    }

    Plan plan(Desk desk) throws Exception {
        if ((directory == null) == (from == null)) {
            throw new AbortException(Messages.SourceStep_OneSource());
        }
        Version wanted = Version.of(version);
        if (from != null) {
            List<KeyPattern> patterns = local.stream().map(KeyPattern::new).toList();
            return desk.releases().planPromotion(desk.releases(from), from, wanted, patterns);
        }
        List<Item> items =
                Sources.read(desk.workspace(), directory, desk.environment().getConfigurationPrefix());
        Release release = new Release(
                wanted, commit == null ? desk.commit() : commit, author == null ? desk.starter() : author, items);
        return desk.releases().plan(release, allow.stream().map(Allowance::of).collect(Collectors.toSet()));
    }
}
