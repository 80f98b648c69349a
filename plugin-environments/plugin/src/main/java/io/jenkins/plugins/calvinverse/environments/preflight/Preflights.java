package io.jenkins.plugins.calvinverse.environments.preflight;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What the last look over each environment found, and looks that are under way: two who ask at once get one look. Any thread. */
@Extension
public class Preflights {
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Verdict>> looks = new ConcurrentHashMap<>();

    public static Preflights get() {
        return ExtensionList.lookupSingleton(Preflights.class);
    }

    /** Looks over an environment now, on a thread that may wait. */
    public CompletableFuture<Verdict> look(Environment environment) {
        CompletableFuture<Verdict> mine = new CompletableFuture<>();
        CompletableFuture<Verdict> running = looks.putIfAbsent(environment.getName(), mine);
        if (running != null) {
            return running;
        }
        Connections.get().requests().execute(() -> {
            try {
                Verdict verdict = Look.at(environment);
                verdicts.put(environment.getName(), verdict);
                looks.remove(environment.getName(), mine);
                mine.complete(verdict);
            } catch (RuntimeException | Error e) {
                looks.remove(environment.getName(), mine);
                mine.completeExceptionally(e);
            }
        });
        return mine;
    }

    /** The last one; empty before the first. */
    public Optional<Verdict> last(String environment) {
        return Optional.ofNullable(verdicts.get(environment));
    }

    /** The last ones of environments that are configured, with findings. */
    public List<Verdict> unclean() {
        return EnvironmentsConfiguration.get().getEnvironments().stream()
                .flatMap(each -> last(each.getName()).stream())
                .filter(each -> !each.clean())
                .toList();
    }
}
