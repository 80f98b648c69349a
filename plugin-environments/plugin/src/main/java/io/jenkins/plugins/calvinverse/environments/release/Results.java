package io.jenkins.plugins.calvinverse.environments.release;

import io.calvinverse.environments.configuration.ledger.Act;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Change;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.environments.configuration.publish.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What steps answer: maps and lists of texts, numbers and truths, which pipelines can read, print and keep. */
final class Results {
    private Results() {}

    static Map<String, Object> of(String environment, Plan plan) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", environment);
        result.put("version", plan.target().manifest().version().toString());
        result.put(
                "current",
                plan.current() == null ? null : plan.current().act().version().toString());
        result.put("upToDate", plan.isDone());
        for (Change.Sort sort : Change.Sort.values()) {
            result.put(
                    sort.name().toLowerCase(Locale.ROOT),
                    new ArrayList<>(plan.of(sort).stream().map(Change::key).toList()));
        }
        result.put("unmanaged", new ArrayList<>(plan.unmanaged()));
        result.put("refusals", new ArrayList<>(plan.refusals()));
        result.put("text", String.join("\n", PlanText.of(plan)));
        return result;
    }

    static Map<String, Object> of(String environment, Done done) {
        Act act = done.act();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", environment);
        result.put("version", act.version().toString());
        result.put("published", done.published());
        result.put("kind", act.kind().name().toLowerCase(Locale.ROOT));
        result.put("number", act.sequence());
        result.put("commit", act.commit());
        result.put("author", act.author());
        result.put("by", act.by());
        result.put("previous", act.previous());
        result.put("origin", act.origin());
        result.put("began", act.since().toString());
        result.put("ended", done.ended().toString());
        result.put("cause", done.cause());
        return result;
    }

    static Map<String, Object> of(String environment, Status status) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", environment);
        result.put(
                "version",
                status.current() == null
                        ? null
                        : status.current().act().version().toString());
        result.put(
                "pending",
                status.pending() == null
                        ? null
                        : status.pending().act().version().toString());
        result.put(
                "keys", new ArrayList<>(status.drift().stream().map(Change::key).toList()));
        result.put("clean", status.drift().isEmpty() && status.pending() == null);
        result.put("text", String.join("\n", status.text()));
        return result;
    }

    static ArrayList<Object> of(String environment, List<Done> acts) {
        ArrayList<Object> results = new ArrayList<>();
        acts.forEach(done -> results.add(of(environment, done)));
        return results;
    }
}
