package io.jenkins.plugins.calvinverse.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.logs.check.Expressions;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import io.jenkins.plugins.calvinverse.logs.check.Settings;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Where build logs go, in the system configuration and as code: {@code unclassified: calvinverseLogs}. */
@Extension
@Symbol("calvinverseLogs")
public class LogsConfiguration extends GlobalConfiguration {
    private static final int DEFAULT_GIGABYTES = 20;
    private static final int DEFAULT_DAYS = 14;

    private List<LogTarget> targets = new ArrayList<>();
    private boolean keepAnsi;
    private String patterns;
    private String allowedFields;
    private String viewUrl;
    private String controllerLogLevel = Settings.NO_CONTROLLER_LOG;
    private int keepGigabytes = DEFAULT_GIGABYTES;
    private int keepDays = DEFAULT_DAYS;
    private String directory;

    public LogsConfiguration() {
        load();
        targets = Util.fixNull(targets);
        controllerLogLevel = Util.fixNull(controllerLogLevel, Settings.NO_CONTROLLER_LOG);
    }

    public static LogsConfiguration get() {
        return ExtensionList.lookupSingleton(LogsConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.LogsConfiguration_DisplayName();
    }

    /** Every log goes to each of them. */
    public List<LogTarget> getTargets() {
        return List.copyOf(targets);
    }

    /** Replaces them all, or none when something does not go together. */
    @DataBoundSetter
    public void setTargets(List<LogTarget> targets) {
        List<LogTarget> next = new ArrayList<>(Util.fixNull(targets));
        Refusal.unless(Settings.checkTargets(next));
        this.targets = next;
        save();
    }

    /** Whether colours and other escape sequences stay in the text. */
    public boolean isKeepAnsi() {
        return keepAnsi;
    }

    @DataBoundSetter
    public void setKeepAnsi(boolean keepAnsi) {
        this.keepAnsi = keepAnsi;
        save();
    }

    /** Regular expressions of what to hide everywhere, one a line; null for none. */
    public String getPatterns() {
        return patterns;
    }

    @DataBoundSetter
    public void setPatterns(String patterns) {
        Refusal.unless(Expressions.problem(patterns));
        this.patterns = Lines.tidy(patterns);
        save();
    }

    /** Names of the fields that Pipelines may add; null for any. */
    public String getAllowedFields() {
        return allowedFields;
    }

    @DataBoundSetter
    public void setAllowedFields(String allowedFields) {
        Refusal.unless(Settings.checkAllowedFields(allowedFields));
        this.allowedFields = Util.fixEmpty(String.join(" ", Lines.words(allowedFields)));
        save();
    }

    /** Pattern of a link from a build to its shipped lines; null for none. */
    public String getViewUrl() {
        return viewUrl;
    }

    @DataBoundSetter
    public void setViewUrl(String viewUrl) {
        String given = Util.fixEmptyAndTrim(viewUrl);
        Refusal.unless(Settings.checkViewUrl(given));
        this.viewUrl = given;
        save();
    }

    /** Least level of the controller's own log that is shipped, or {@code OFF}. */
    public String getControllerLogLevel() {
        return controllerLogLevel;
    }

    @DataBoundSetter
    public void setControllerLogLevel(String controllerLogLevel) {
        String given = Util.fixNull(Util.fixEmptyAndTrim(controllerLogLevel), Settings.NO_CONTROLLER_LOG);
        Refusal.unless(Settings.checkLevel(given));
        this.controllerLogLevel = given;
        save();
    }

    /** How much may wait for targets, in 10⁹ bytes. */
    public int getKeepGigabytes() {
        return keepGigabytes;
    }

    @DataBoundSetter
    public void setKeepGigabytes(int keepGigabytes) {
        Refusal.unless(Settings.checkAtLeastOne(keepGigabytes));
        this.keepGigabytes = keepGigabytes;
        save();
    }

    /** How long a log may wait for targets. */
    public int getKeepDays() {
        return keepDays;
    }

    @DataBoundSetter
    public void setKeepDays(int keepDays) {
        Refusal.unless(Settings.checkAtLeastOne(keepDays));
        this.keepDays = keepDays;
        save();
    }

    /** Where what waits is kept; null for the volume of the builds, where it takes no space of its own. */
    public String getDirectory() {
        return directory;
    }

    @DataBoundSetter
    public void setDirectory(String directory) {
        String given = Util.fixEmptyAndTrim(directory);
        Refusal.unless(Settings.checkDirectory(given));
        this.directory = given;
        save();
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        return Refusal.form("targets", () -> {
            try (BulkChange change = new BulkChange(this)) {
                if (!json.has("targets")) {
                    // Without any, the form sends no list.
                    setTargets(List.of());
                }
                req.bindJSON(this, json);
                change.commit();
            } catch (IOException e) {
                throw new UncheckedIOException("The targets of logs could not be saved: " + e.getMessage(), e);
            }
            return true;
        });
    }

    @POST
    public FormValidation doCheckPatterns(@QueryParameter String value) {
        return Refusal.field(Expressions.problem(value));
    }

    @POST
    public FormValidation doCheckAllowedFields(@QueryParameter String value) {
        return Refusal.field(Settings.checkAllowedFields(value));
    }

    @POST
    public FormValidation doCheckViewUrl(@QueryParameter String value) {
        return Refusal.field(Settings.checkViewUrl(Util.fixEmptyAndTrim(value)));
    }

    @POST
    public FormValidation doCheckDirectory(@QueryParameter String value) {
        return Refusal.field(Settings.checkDirectory(Util.fixEmptyAndTrim(value)));
    }

    @POST
    public ListBoxModel doFillControllerLogLevelItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        Settings.LEVELS.forEach(items::add);
        return items;
    }
}
