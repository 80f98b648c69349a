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
import io.jenkins.plugins.calvinverse.environments.release.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kohsuke.stapler.Stapler;

/** An environment: what it is, its services, and the releases of its configuration. */
public final class EnvironmentPage implements ModelObject {
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

    /** The URL space {@code release/<number>?stream=<name>}. */
    public ReleasePage getRelease(String number) {
        return number.matches("[0-9]{1,9}")
                ? new ReleasePage(
                        environment, Stapler.getCurrentRequest2().getParameter("stream"), Long.parseLong(number))
                : null;
    }
}
