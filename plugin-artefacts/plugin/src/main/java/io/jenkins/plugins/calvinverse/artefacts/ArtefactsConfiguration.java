package io.jenkins.plugins.calvinverse.artefacts;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Where builds publish their artefacts, in the system configuration and as code: {@code unclassified: calvinverseArtefacts}. */
@Extension
@Symbol("calvinverseArtefacts")
public class ArtefactsConfiguration extends GlobalConfiguration {
    private List<ArtefactServer> servers = new ArrayList<>();

    public ArtefactsConfiguration() {
        load();
        servers = Util.fixNull(servers);
    }

    public static ArtefactsConfiguration get() {
        return ExtensionList.lookupSingleton(ArtefactsConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.ArtefactsConfiguration_DisplayName();
    }

    /** In the order of the form. */
    public List<ArtefactServer> getServers() {
        return List.copyOf(servers);
    }

    /** @throws IllegalArgumentException if two have one name; then nothing changes */
    @DataBoundSetter
    public void setServers(List<ArtefactServer> servers) {
        List<ArtefactServer> next = new ArrayList<>(Util.fixNull(servers));
        Set<String> names = new HashSet<>();
        for (ArtefactServer each : next) {
            if (!names.add(each.getName())) {
                throw new IllegalArgumentException(Messages.ArtefactsConfiguration_Twice(each.getName()));
            }
        }
        this.servers = next;
        save();
    }

    public Optional<ArtefactServer> named(String name) {
        return servers.stream().filter(each -> each.getName().equals(name)).findFirst();
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        try (BulkChange change = new BulkChange(this)) {
            // Without any, the form sends no list.
            setServers(req.bindJSONToList(ArtefactServer.class, json.get("servers")));
            change.commit();
            return true;
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), e, "servers");
        } catch (IOException e) {
            throw new UncheckedIOException("The servers could not be saved: " + e.getMessage(), e);
        }
    }
}
