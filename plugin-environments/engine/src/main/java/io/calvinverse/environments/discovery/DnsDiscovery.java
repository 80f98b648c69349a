package io.calvinverse.environments.discovery;

import io.calvinverse.environments.discovery.DiscoveryException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;

/**
 * Services by Consul's DNS, for a controller that reaches nothing else of it: {@code <tag>.<service>.service.<domain>}, SRV for
 * the port and A or AAAA for the address. An answer is kept for a few seconds, and as the last known when DNS falls silent.
 *
 * <p>DNS tells an unknown service from one without passing instances no better than a missing name: both are
 * {@link Kind#UNKNOWN_SERVICE}. Consul's DNS counts instances in state warning as usable unless {@code only_passing} is set,
 * and gives three instances at most unless {@code enable_truncate} is.
 */
public final class DnsDiscovery implements Discovery {

    /** A tenth of what Calvinverse lets its resolvers keep an answer. */
    public static final Duration FRESH = Duration.ofSeconds(3);

    private final String domain;
    private final NameServer server;
    private final Duration fresh;
    private final Clock clock;
    private final Map<ServiceName, Found> answers = new ConcurrentHashMap<>();

    /**
     * @param domain of Consul, as {@code consulverse}
     * @param fresh how long an answer is used again without asking
     */
    public DnsDiscovery(String domain, NameServer server, Duration fresh, Clock clock) {
        this.domain = domain;
        this.server = server;
        this.fresh = fresh;
        this.clock = clock;
    }

    @Override
    public Found find(ServiceName name) throws DiscoveryException {
        Instant now = clock.instant();
        Found known = answers.get(name);
        if (known != null && Duration.between(known.asOf(), now).compareTo(fresh) < 0) {
            return known;
        }
        try {
            List<Endpoint> endpoints = server.endpoints(name.host(domain));
            if (!endpoints.isEmpty()) {
                Found found = new Found(endpoints, now, "");
                answers.put(name, found);
                return found;
            }
        } catch (NameNotFoundException e) {
            // Said below.
        } catch (NamingException e) {
            return lastKnown(name, known, e);
        }
        answers.remove(name);
        throw new DiscoveryException(
                Kind.UNKNOWN_SERVICE,
                "%s does not know %s: there is no such service or tag, or none of its instances passes; DNS cannot list which there are"
                        .formatted(source(), name.host(domain)));
    }

    private Found lastKnown(ServiceName name, Found known, NamingException failure) throws DiscoveryException {
        String trouble = "%s did not answer for %s (%s)".formatted(source(), name.host(domain), failure.getMessage());
        if (known == null) {
            throw new DiscoveryException(Kind.NO_ANSWER, trouble + "; is its address right, and its port open?");
        }
        return new Found(known.endpoints(), known.asOf(), trouble);
    }

    @Override
    public String source() {
        return server.toString();
    }
}
