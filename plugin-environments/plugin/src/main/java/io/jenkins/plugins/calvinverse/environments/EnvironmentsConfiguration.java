package io.jenkins.plugins.calvinverse.environments;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.Refusal;
import io.jenkins.plugins.calvinverse.environments.definition.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The environments of this controller, in the system configuration and as code: {@code unclassified: calvinverseEnvironments}. */
@Extension
@Symbol("calvinverseEnvironments")
public class EnvironmentsConfiguration extends GlobalConfiguration {
    private List<Environment> environments = new ArrayList<>();

    public EnvironmentsConfiguration() {
        load();
        environments = Util.fixNull(environments);
    }

    public static EnvironmentsConfiguration get() {
        return ExtensionList.lookupSingleton(EnvironmentsConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsConfiguration_DisplayName();
    }

    /** In the order of the form. */
    public List<Environment> getEnvironments() {
        return List.copyOf(environments);
    }

    /** Replaces them all, or none when something does not go together. */
    @DataBoundSetter
    public void setEnvironments(List<Environment> environments) {
        List<Environment> next = new ArrayList<>(Util.fixNull(environments));
        Together.check(next);
        this.environments = next;
        save();
    }

    public Optional<Environment> named(String name) {
        return environments.stream().filter(e -> e.getName().equals(name)).findFirst();
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        return Refusal.form("environments", () -> {
            try (BulkChange change = new BulkChange(this)) {
                // Without any, the form sends no list.
                setEnvironments(req.bindJSONToList(Environment.class, json.get("environments")));
                change.commit();
            } catch (IOException e) {
                throw new UncheckedIOException("The environments could not be saved: " + e.getMessage(), e);
            }
            return true;
        });
    }
}
