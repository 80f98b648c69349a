package io.jenkins.plugins.calvinverse.logs.metrics;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.calvinverse.logs.metrics.TagRules;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Which tags leave, and where points are pushed: {@code unclassified: calvinverseMetrics}. */
@Extension
@Symbol("calvinverseMetrics")
public class MetricsConfiguration extends GlobalConfiguration {
    private String tags;
    private MetricsPush push;

    public MetricsConfiguration() {
        load();
    }

    public static MetricsConfiguration get() {
        return ExtensionList.lookupSingleton(MetricsConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.MetricsConfiguration_DisplayName();
    }

    /** Rules for tags, see {@link TagRules#parse}. */
    public String getTags() {
        return tags == null ? TagRules.DEFAULT : tags;
    }

    /** @throws IllegalArgumentException for text that says no rules; the message names the line */
    @DataBoundSetter
    public void setTags(String tags) {
        String given = Util.fixEmptyAndTrim(tags);
        if (given != null) {
            TagRules.parse(given, why -> {});
        }
        this.tags = given == null || given.equals(TagRules.DEFAULT.strip()) ? null : given;
    }

    /** Null for none. */
    public MetricsPush getPush() {
        return push;
    }

    @DataBoundSetter
    public void setPush(MetricsPush push) {
        this.push = push;
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        try {
            setTags(json.optString("tags"));
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "tags");
        }
        push = json.has("push") ? request.bindJSON(MetricsPush.class, json.getJSONObject("push")) : null;
        save();
        return true;
    }

    @Override
    public synchronized void save() {
        super.save();
        MetricsService.get().reconfigure();
    }

    @POST
    public FormValidation doCheckTags(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        try {
            TagRules.parse(Util.fixNull(value), why -> {});
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
