package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.calvinverse.environments.configuration.store.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The configuration as it is, by key: {@code readConfiguration(below: 'config/services/queue/')}. */
public class ReadConfigurationStep extends ConfigurationStep {
    private static final long serialVersionUID = 1;

    private String below;

    @DataBoundConstructor
    public ReadConfigurationStep() {
        // every setting has a default
    }

    /** Only keys that begin so; null for all of the configuration. */
    public String getBelow() {
        return below;
    }

    @DataBoundSetter
    public void setBelow(String below) {
        this.below = Util.fixEmptyAndTrim(below);
    }

    @Override
    Object run(Desk desk) throws Exception {
        String prefix = desk.environment().getConfigurationPrefix();
        String start = below == null ? prefix : below;
        if (!start.startsWith(prefix)) {
            throw new AbortException(Messages.ReadConfigurationStep_Outside(start, prefix));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, Content> each : desk.releases().read(start).entrySet()) {
            values.put(each.getKey(), each.getValue().text());
        }
        return values;
    }

    @Extension
    public static class DescriptorImpl extends Form {
        @Override
        public String getFunctionName() {
            return "readConfiguration";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReadConfigurationStep_DisplayName();
        }
    }
}
