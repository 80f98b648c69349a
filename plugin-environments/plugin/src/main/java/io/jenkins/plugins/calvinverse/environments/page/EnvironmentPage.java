package io.jenkins.plugins.calvinverse.environments.page;

import hudson.model.ModelObject;
import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.ledger.Layout;
import io.calvinverse.environments.configuration.publish.Settings;
import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.StaticService;
import io.jenkins.plugins.calvinverse.environments.preflight.Preflights;
import io.jenkins.plugins.calvinverse.environments.preflight.Verdict;
import io.jenkins.plugins.calvinverse.environments.release.Streams;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentities;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.verb.POST;

/** An environment: what it is, its services, and the releases of its configuration. */
public final class EnvironmentPage implements ModelObject {
    private static final Logger LOGGER = Logger.getLogger(EnvironmentPage.class.getName());

    private final Environment environment;

    EnvironmentPage(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String getDisplayName() {
        return environment.getName();
    }

    public Environment getEnvironment() {
        return environment;
    }

    /** How its services are found. */
    public String getSource() {
        return Connections.get().of(environment).discovery().source();
    }

    /** Names, with what is known about each. */
    public Answer<Map<String, String>> services() {
        return Answer.to(() -> {
            Map<String, String> services = new TreeMap<>();
            Consul consul = Connections.get().of(environment).consul().orElse(null);
            if (consul != null) {
                for (Map.Entry<String, Set<String>> each : consul.read(Catalog.services(), Consistency.STALE)
                        .value()
                        .entrySet()) {
                    services.put(each.getKey(), String.join(", ", new TreeSet<>(each.getValue())));
                }
            }
            for (StaticService each : environment.getStaticServices()) {
                String what = (each.getTag() == null ? "" : each.getTag() + ": ")
                        + each.endpoints().stream().map(Object::toString).collect(Collectors.joining(", "));
                services.merge(each.getService(), what, (a, b) -> a + "; " + b);
            }
            return services;
        });
    }

    /** One section per stream of releases; none without Consul. */
    public Answer<List<StreamSection>> streams() {
        return Answer.to(() -> {
            List<StreamSection> sections = new ArrayList<>();
            Consul consul = Connections.get().of(environment).consul().orElse(null);
            if (consul != null) {
                for (String stream : streamNames(consul)) {
                    sections.add(new StreamSection(stream, Streams.of(environment, stream)));
                }
            }
            return sections;
        });
    }

    private static Set<String> streamNames(Consul consul) throws Exception {
        Layout layout = Settings.of(Streams.DEFAULT).layout();
        return new ConsulKeyValues(consul)
                .keys(layout.heads()).stream()
                        .map(key -> key.substring(layout.heads().length()).split("/", 2)[0])
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the last look found; null before the first. */
    public Verdict getVerdict() {
        return Preflights.get().last(environment.getName()).orElse(null);
    }

    /** Machines whose tokens are being handed over, are held, or are being ended. */
    public List<MachineIdentity> getIdentities() {
        return MachineIdentities.all(environment.getName());
    }

    /** Looks the environment over, and shows the page again; a look that takes longer than a page can wait is shown later. */
    @POST
    public HttpResponse doCheck() throws InterruptedException {
        Jenkins.get().checkPermission(EnvironmentsPage.READ);
        try {
            Preflights.get().look(environment).get(Answer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOGGER.log(Level.FINE, "the look goes on", e);
        } catch (ExecutionException e) {
            LOGGER.log(Level.WARNING, e, () -> environment.getName() + " could not be looked over");
        }
        return HttpResponses.redirectTo(".");
    }

    /** The URL space {@code promotion}. */
    public PromotionPage getPromotion() {
        return new PromotionPage(environment);
    }

    /** Whether a release may come from another environment. */
    public boolean isPromotable() {
        return environment.getConsul() != null && !getPromotion().getSources().isEmpty();
    }

    /** The URL space {@code release/<number>?stream=<name>}. */
    public ReleasePage getRelease(String number) {
        return number.matches("[0-9]{1,9}")
                ? new ReleasePage(
                        environment, Stapler.getCurrentRequest2().getParameter("stream"), Long.parseLong(number))
                : null;
    }
}
