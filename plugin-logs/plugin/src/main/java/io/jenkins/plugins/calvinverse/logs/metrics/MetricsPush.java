package io.jenkins.plugins.calvinverse.logs.metrics;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.logs.metrics.push.PushSettings;
import io.calvinverse.logs.metrics.push.Trial;
import java.net.URI;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Points go to InfluxDB 1.x, or to a Telegraf that listens for them. */
public class MetricsPush extends AbstractDescribableImpl<MetricsPush> {
    static final int DEFAULT_BUFFER = 64;

    private static final int SECONDS = 30;
    private static final int SECONDS_IN_FORM = 10;
    private static final long MEGABYTE = 1L << 20;

    private final String url;
    private final String database;
    private String retentionPolicy = "";
    private String credentialsId;
    private int bufferMegabytes = DEFAULT_BUFFER;
    private boolean registry;

    /** @throws IllegalArgumentException when that is no address, or no database is named */
    @DataBoundConstructor
    public MetricsPush(String url, String database) {
        this.url = Util.fixNull(url).strip();
        this.database = Util.fixNull(database).strip();
        settings(SECONDS);
    }

    public String getUrl() {
        return url;
    }

    public String getDatabase() {
        return database;
    }

    public String getRetentionPolicy() {
        return retentionPolicy;
    }

    @DataBoundSetter
    public void setRetentionPolicy(String retentionPolicy) {
        this.retentionPolicy = Util.fixNull(retentionPolicy).strip();
    }

    /** User and password; null for none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** How much waits on disk while the server is away. */
    public int getBufferMegabytes() {
        return bufferMegabytes;
    }

    @DataBoundSetter
    public void setBufferMegabytes(int bufferMegabytes) {
        if (bufferMegabytes < 1) {
            throw new IllegalArgumentException(Messages.MetricsPush_Buffer(bufferMegabytes));
        }
        this.bufferMegabytes = bufferMegabytes;
    }

    /** Whether the registry is pushed too, each minute, as Telegraf would collect it by Jolokia. */
    public boolean isRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(boolean registry) {
        this.registry = registry;
    }

    PushSettings settings() {
        return settings(SECONDS);
    }

    private PushSettings settings(int seconds) {
        return new PushSettings(
                URI.create(url), database, retentionPolicy, Duration.ofSeconds(seconds), bufferMegabytes * MEGABYTE);
    }

    @Extension
    @Symbol("metricsPush")
    public static class DescriptorImpl extends Descriptor<MetricsPush> {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.MetricsPush_DisplayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return check(value, "any");
        }

        @POST
        public FormValidation doCheckDatabase(@QueryParameter String value) {
            return check("http://localhost", value);
        }

        private static FormValidation check(String url, String database) {
            Jenkins.get().checkPermission(Jenkins.MANAGE);
            try {
                new MetricsPush(url, database).settings();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String value, @QueryParameter String url) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return new ListBoxModel().add(Util.fixNull(value));
            }
            return StoreLogin.choices(url, value);
        }

        /** Sends a point and waits for the answer, ten seconds at most. */
        @POST
        public FormValidation doTestPush(
                @QueryParameter String url,
                @QueryParameter String database,
                @QueryParameter String retentionPolicy,
                @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                MetricsPush push = new MetricsPush(url, database);
                push.setRetentionPolicy(retentionPolicy);
                push.setCredentialsId(credentialsId);
                String trouble = Trial.send(
                        push.settings(SECONDS_IN_FORM),
                        MetricsService.client(),
                        StoreLogin.of(push),
                        MetricsService.nanos());
                return trouble.isEmpty()
                        ? FormValidation.ok(Messages.MetricsPush_Taken(push.getUrl()))
                        : FormValidation.error(trouble);
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FormValidation.error(e.toString());
            }
        }
    }
}
