package io.jenkins.plugins.calvinverse.provisioner;

import hudson.Extension;
import io.calvinverse.provisioner.provider.Provider;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Configuration of a {@link StubPlace}. */
public class StubProvider extends AgentProvider {
    private final String place;

    @DataBoundConstructor
    public StubProvider(String place) {
        this.place = place;
    }

    public String getPlace() {
        return place;
    }

    @Override
    public Provider provider() {
        return StubPlace.of(place);
    }

    @Override
    public String remoteFs(String machine) {
        return Jenkins.get()
                .getRootDir()
                .toPath()
                .resolve("stub")
                .resolve(machine)
                .toString();
    }

    /** Configures a cloud of that name at the place of that name, beside the others. */
    static ImmutableAgentsCloud cloud(String name, int cap, AgentTemplate... templates) throws Exception {
        ImmutableAgentsCloud cloud = new ImmutableAgentsCloud(name, new StubProvider(name));
        cloud.setCap(cap);
        cloud.setTemplates(List.of(templates));
        Jenkins.get().clouds.removeIf(c -> c.name.equals(name));
        Jenkins.get().clouds.add(cloud);
        Trial.until(
                Duration.ofSeconds(20),
                "the fleet follows",
                () -> Fleets.get()
                        .find(name)
                        .filter(f -> f.view().spec().templates().size() == templates.length)
                        .isPresent());
        return cloud;
    }

    /** A template whose name is its label. */
    static AgentTemplate template(String name) {
        return new AgentTemplate(name, name, "1.0.0");
    }

    @Extension
    @Symbol("stub")
    public static final class DescriptorImpl extends AgentProviderDescriptor {}
}
