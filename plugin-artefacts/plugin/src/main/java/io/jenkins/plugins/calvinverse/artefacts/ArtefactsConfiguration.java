package io.jenkins.plugins.calvinverse.artefacts;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.artefacts.trigger.NotificationSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    private List<NotificationSender> senders = new ArrayList<>();

    public ArtefactsConfiguration() {
        load();
        servers = Util.fixNull(servers);
        senders = Util.fixNull(senders);
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
        this.servers = named(servers, ArtefactServer::getName);
        save();
    }

    /** Who may tell of arriving artefacts. */
    public List<NotificationSender> getSenders() {
        return List.copyOf(senders);
    }

    /** @throws IllegalArgumentException if two have one name; then nothing changes */
    @DataBoundSetter
    public void setSenders(List<NotificationSender> senders) {
        this.senders = named(senders, NotificationSender::getName);
        save();
    }

    private static <T> List<T> named(List<T> given, Function<T, String> name) {
        List<T> next = new ArrayList<>(Util.fixNull(given));
        Set<String> names = new HashSet<>();
        for (T each : next) {
            if (!names.add(name.apply(each))) {
                throw new IllegalArgumentException(Messages.ArtefactsConfiguration_Twice(name.apply(each)));
            }
        }
        return next;
    }

    public Optional<NotificationSender> sender(String name) {
        return senders.stream().filter(each -> each.getName().equals(name)).findFirst();
    }

    public Optional<ArtefactServer> named(String name) {
        return servers.stream().filter(each -> each.getName().equals(name)).findFirst();
    }

    /** A place in a repository as people reach it. */
    public String link(String place) {
        return servers.stream()
                .flatMap(each -> each.link(place).stream())
                .findFirst()
                .orElse(place);
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        try (BulkChange change = new BulkChange(this)) {
            // Without any, the form sends no list.
            setServers(req.bindJSONToList(ArtefactServer.class, json.get("servers")));
            setSenders(req.bindJSONToList(NotificationSender.class, json.get("senders")));
            change.commit();
            return true;
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), e, "servers");
        } catch (IOException e) {
            throw new UncheckedIOException("The servers could not be saved: " + e.getMessage(), e);
        }
    }
}
