package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.model.Descriptor;
import hudson.model.Failure;
import hudson.model.ModelObject;
import hudson.slaves.Cloud;
import hudson.util.FormApply;
import io.calvinverse.provisioner.fleet.Breaker;
import io.calvinverse.provisioner.fleet.Shortage;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Instance;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Failures.Failed;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What the page of a cloud shows, from the fleet's last view, and what can be done there. */
public final class CloudPage implements ModelObject {
    private final ImmutableAgentsCloud cloud;

    CloudPage(ImmutableAgentsCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public String getDisplayName() {
        return cloud.name;
    }

    public ImmutableAgentsCloud getCloud() {
        return cloud;
    }

    private Optional<Fleet> fleet() {
        return Fleets.get().find(cloud.name);
    }

    private Optional<FleetView> view() {
        return fleet().map(Fleet::view);
    }

    /** One row per template, in the order of the configuration. */
    public List<TemplateRow> getTemplates() {
        return cloud.getTemplates().stream()
                .map(t -> new TemplateRow(t, view().orElse(null)))
                .toList();
    }

    /** One row per machine, oldest first. */
    public List<MachinePage> getMachines() {
        return view().map(v -> v.machines().keySet().stream().map(this::machine).toList())
                .orElse(List.of());
    }

    MachinePage machine(String name) {
        return fleet().map(f -> MachinePage.of(cloud, f, name)).orElse(null);
    }

    public List<Failed> getFailures() {
        return fleet().map(f -> f.failures().all()).orElse(List.of());
    }

    public List<Shortage> getShortages() {
        return view().map(FleetView::shortages).orElse(List.of());
    }

    /** What hinders the fleet itself, by place. */
    public Map<String, String> getTroubles() {
        Map<String, String> troubles =
                new TreeMap<>(view().map(FleetView::troubles).orElse(Map.of()));
        String broken = Fleets.get().broken().get(cloud.name);
        if (broken != null) {
            troubles.put(cloud.name, broken);
        }
        return troubles;
    }

    public List<Instance> getForeign() {
        return view().map(FleetView::foreign).orElse(List.of());
    }

    /** The form's default for a new template: a copy of {@code from}, or nothing. */
    public AgentTemplate copyOf(String from) {
        return cloud.getTemplates().stream()
                .filter(t -> t.getName().equals(from))
                .findFirst()
                .orElse(null);
    }

    @POST
    public HttpResponse doCreate(StaplerRequest2 req) throws ServletException, IOException, Descriptor.FormException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        List<AgentTemplate> all = new ArrayList<>(cloud.getTemplates());
        all.add(TemplatePage.bind(req));
        TemplatePage.store(cloud, all);
        return FormApply.success("..");
    }

    /** One more machine of a template, whether or not something waits. */
    @POST
    public HttpResponse doProvision(@QueryParameter(fixEmpty = true) String template) throws IOException {
        cloud.checkPermission(Cloud.PROVISION);
        Fleet fleet = fleet().orElseThrow(() -> new Failure(Messages.CloudPage_NotRunning(cloud.name)));
        if (copyOf(template) == null) {
            throw new Failure(Messages.CloudPage_NoTemplate(template, cloud.name));
        }
        fleet.launch(
                cloud, template, "ordered by " + Jenkins.getAuthentication2().getName());
        return new HttpRedirect("..");
    }

    /** Tries a paused template again now. */
    @POST
    public HttpResponse doRetry(@QueryParameter(fixEmpty = true) String template) {
        cloud.checkPermission(Cloud.PROVISION);
        fleet().ifPresent(fleet -> {
            fleet.reconciler().retry(template);
            fleet.wake();
        });
        return new HttpRedirect("..");
    }

    /** A template and how its machines are. */
    public static final class TemplateRow {
        private final AgentTemplate template;
        private final List<Machine> machines;
        private final Breaker breaker;
        private final boolean open;

        TemplateRow(AgentTemplate template, FleetView view) {
            this.template = template;
            this.machines = view == null
                    ? List.of()
                    : view.machines().values().stream()
                            .filter(m -> m.template().equals(template.getName()))
                            .toList();
            this.breaker = view == null ? null : view.breakers().get(template.getName());
            this.open = breaker != null && breaker.open(view.at());
        }

        public AgentTemplate getTemplate() {
            return template;
        }

        public int getCount() {
            return machines.size();
        }

        public long getServing() {
            return machines.stream().filter(m -> m.phase().serving()).count();
        }

        /** It is paused, since its machines do not come up. */
        public boolean isPaused() {
            return open;
        }

        /** Why and until when, or what failed last; null when nothing did. */
        public String getTrouble() {
            if (breaker == null) {
                return null;
            }
            return open
                    ? Messages.CloudPage_Paused(Times.text(breaker.until()), breaker.cause())
                    : Messages.CloudPage_LastFailure(breaker.cause());
        }
    }
}
