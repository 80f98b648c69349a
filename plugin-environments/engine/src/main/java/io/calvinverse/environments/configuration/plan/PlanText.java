package io.calvinverse.environments.configuration.plan;

import io.calvinverse.environments.configuration.ledger.Kind;
import io.calvinverse.environments.configuration.release.SecretSign;
import io.calvinverse.environments.configuration.store.Content;
import java.util.ArrayList;
import java.util.List;

/** A plan for people: a line per key, values shortened to a glance, none of a key that looks like a secret. */
public final class PlanText {
    private static final int GLANCE = 60;

    private PlanText() {}

    public static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(title(plan));
        if (plan.pending() != null) {
            lines.add("! " + plan.pending().act().title() + " is half "
                    + (plan.pending().undo() ? "taken back" : "published") + " since "
                    + plan.pending().act().since() + ": " + plan.pendingDone() + " of " + plan.pendingSteps()
                    + " keys are written. "
                    + (plan.resumes()
                            ? "Publishing this plan finishes it"
                            : "Publishing this plan takes it back first"));
        }
        plan.refusals().forEach(refusal -> lines.add("! refused: " + refusal));
        plan.changes().stream()
                .filter(Change::writes)
                .map(change -> line(plan, change))
                .forEach(lines::add);
        lines.add(plan.of(Change.Sort.UNCHANGED).size() + " unchanged"
                + (plan.unmanaged().isEmpty() ? "" : ", " + plan.unmanaged().size() + " that no release has"));
        return lines;
    }

    private static String title(Plan plan) {
        Target target = plan.target();
        String from = plan.current() == null
                ? "no release"
                : plan.current().act().version().toString();
        return (target.kind() == Kind.ROLLBACK ? "Rollback" : "Release") + " from " + from + " to "
                + target.manifest().version()
                + (target.origin().isEmpty() ? "" : ", promoted from " + target.origin());
    }

    private static String line(Plan plan, Change change) {
        String before = glance(plan, change.key(), change.before());
        String after = glance(plan, change.key(), change.after());
        return switch (change.sort()) {
            case ADDED -> "+ " + change.key() + " = " + after;
            case REMOVED -> "- " + change.key() + " (was " + before + ")";
            case CHANGED -> "~ " + change.key() + ": " + before + " -> " + after;
            case FOREIGN ->
                "! " + change.key() + " was edited by another hand: " + before + "; the release has " + after;
            case UNCHANGED -> "  " + change.key();
        };
    }

    private static String glance(Plan plan, String key, String digest) {
        if (digest.isEmpty()) {
            return "nothing";
        }
        Content content = plan.values().get(digest);
        return content == null ? "sha256 " + digest.substring(0, 12) : glance(key, content);
    }

    /** A value at a glance; of one that looks like a secret, and of one that is no text, its size and digest. */
    public static String glance(String key, Content content) {
        if (!content.isText() || SecretSign.of(key, content).isPresent()) {
            return content.toString();
        }
        String text = content.text();
        String line = text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        if (line.length() <= GLANCE && line.equals(text)) {
            return '"' + line + '"';
        }
        return '"' + line.substring(0, Math.min(GLANCE, line.length())) + "…\" (" + content + ")";
    }
}
