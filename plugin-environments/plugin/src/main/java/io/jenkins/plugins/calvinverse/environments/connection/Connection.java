package io.jenkins.plugins.calvinverse.environments.connection;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.calvinverse.environments.consul.Authority;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.consul.ConsulToken;
import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.environments.consul.Surroundings;
import io.calvinverse.environments.discovery.ConsulDiscovery;
import io.calvinverse.environments.discovery.Discovery;
import io.calvinverse.environments.discovery.DnsDiscovery;
import io.calvinverse.environments.discovery.Endpoint;
import io.calvinverse.environments.discovery.NameServer;
import io.calvinverse.environments.discovery.ServiceName;
import io.calvinverse.environments.discovery.StaticDiscovery;
import io.calvinverse.environments.machines.Machines;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.SecretTexts;
import io.jenkins.plugins.calvinverse.environments.spi.MachineListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.Jenkins;

/** What is connected for an environment. It knows what was found last; so it lives as long as its settings stay the same. */
public final class Connection implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

    private final String settings;
    private final Secret token;
    private final Consul consul;
    private final Discovery discovery;
    private final Surroundings surroundings;
    private final Runnable machinesChanged;
    private final AtomicReference<Machines> machines = new AtomicReference<>();

    Connection(Environment environment, Threads threads) {
        this.settings = settings(environment);
        this.token = token(environment);
        ConsulAccess access = environment.getConsul();
        this.consul = access == null ? null : consul(environment.getName(), access, token, ConsulSettings.TIMEOUT);
        this.surroundings = new Surroundings(Clock.systemUTC(), threads.clockwork(), new SecureRandom());
        this.discovery = discovery(environment, surroundings);
        String name = environment.getName();
        this.machinesChanged = () -> threads.requests().execute(() -> MachineListener.tell(name));
    }

    /** Whether it still is what the settings ask for. */
    boolean suits(Environment environment) {
        return settings.equals(settings(environment)) && java.util.Objects.equals(token, token(environment));
    }

    /** Empty without Consul. */
    public Optional<Consul> consul() {
        return Optional.ofNullable(consul);
    }

    public Discovery discovery() {
        return discovery;
    }

    /** Its machines, watched from the first call on; empty without Consul. Sends nothing itself. */
    public Optional<Machines> machines() {
        if (consul == null) {
            return Optional.empty();
        }
        Machines known = machines.get();
        if (known != null) {
            return Optional.of(known);
        }
        Machines made = new Machines(consul, Rhythm.USUAL, surroundings, machinesChanged);
        if (machines.compareAndSet(null, made)) {
            made.start();
        }
        return Optional.of(machines.get());
    }

    @Override
    public void close() {
        discovery.close();
        Machines watched = machines.get();
        if (watched != null) {
            watched.close();
        }
    }

    /** A client by settings; it connects with its first request. */
    static Consul consul(String datacenter, ConsulAccess access, Secret token, Duration timeout) {
        HttpClient.Builder client = ProxyConfiguration.newHttpClientBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING.compareTo(timeout) < 0 ? CONNECTING : timeout);
        if (access.getCaCertificates() != null) {
            client.sslContext(Authority.trusting(access.getCaCertificates()));
        }
        List<URI> addresses = access.addressList().stream().map(URI::create).toList();
        ConsulToken secret = token == null ? ConsulToken.NONE : ConsulToken.of(token.getPlainText());
        return new Consul(new ConsulSettings(datacenter, addresses, secret, timeout), client.build());
    }

    private Discovery discovery(Environment environment, Surroundings surroundings) {
        List<Discovery> all = new ArrayList<>();
        boolean fixed = !environment.getStaticServices().isEmpty();
        if (fixed || consul == null && environment.getDnsServers() == null) {
            all.add(new StaticDiscovery(environment.getName(), fixed(environment), surroundings.clock()));
        }
        for (String server : environment.dnsServerList()) {
            all.add(new DnsDiscovery(
                    environment.getDomain(),
                    new NameServer(server, Duration.ofSeconds(2)),
                    DnsDiscovery.FRESH,
                    surroundings.clock()));
        }
        if (consul != null) {
            all.add(new ConsulDiscovery(consul, Rhythm.USUAL, surroundings, FIRST_ANSWER));
        }
        return new InOrder(all);
    }

    private static Map<ServiceName, List<Endpoint>> fixed(Environment environment) {
        Map<ServiceName, List<Endpoint>> services = new HashMap<>();
        environment.getStaticServices().forEach(s -> {
            String tag = s.getTag() == null ? "" : s.getTag();
            services.put(new ServiceName(tag, s.getService()), s.endpoints());
        });
        return services;
    }

    private static String settings(Environment environment) {
        return Jenkins.XSTREAM2.toXML(environment);
    }

    private static Secret token(Environment environment) {
        String id =
                environment.getConsul() == null ? null : environment.getConsul().getTokenCredentialsId();
        return id == null ? null : SecretTexts.find(id).orElse(null);
    }
}
