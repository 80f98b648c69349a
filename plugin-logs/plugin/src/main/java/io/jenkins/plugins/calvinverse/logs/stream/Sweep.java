package io.jenkins.plugins.calvinverse.logs.stream;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A look at what is new in the files of a block. */
final class Sweep {
    /** Where a filter's texts lie in the workspace meanwhile. */
    private static final String TEXTS = ".calvinverse-stream/";

    private final FilePath workspace;
    private final Wish wish;
    private final Copies copies;

    /** @throws IOException also when the agent is not there */
    Sweep(StepContext context, Wish wish) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        FlowNode node = context.get(FlowNode.class);
        this.workspace = context.get(FilePath.class);
        this.wish = wish;
        Path root = Shipping.get().directory("streamed");
        this.copies = root == null
                ? null
                : new Copies(run, root, node.getId(), StreamLogsStep.known(wish.charset()), secrets(context));
        if (workspace == null) {
            throw new IOException(Messages.Sweep_NoAgent());
        }
    }

    /** What credentials in use here have put into the environment: programs write it to files, too. */
    private static Set<String> secrets(StepContext context) throws IOException, InterruptedException {
        Set<String> values = new HashSet<>();
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        EnvVars environment = context.get(EnvVars.class);
        if (expander != null && environment != null) {
            for (String name : expander.getSensitiveVariables()) {
                String value = environment.get(name);
                if (value != null && !value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** Takes over what is new; returns whether there is more at once. */
    boolean once() throws IOException, InterruptedException {
        return copies != null && take(wish.files(), "").more();
    }

    private Piece take(String files, String prefix) throws IOException, InterruptedException {
        Map<String, Long> known = Shipping.get().now(copies::known);
        Piece piece = workspace.act(new ReadOn(files, known));
        for (Map.Entry<String, byte[]> each : piece.bytes().entrySet()) {
            Shipping.get().now(() -> {
                copies.append(each.getKey(), prefix, each.getValue());
                return null;
            });
        }
        return piece;
    }

    /** All that is left. Returns what went wrong; empty for nothing. */
    String last() throws IOException, InterruptedException {
        if (copies == null) {
            return "";
        }
        List<String> troubles = new ArrayList<>();
        if (wish.filter() == null) {
            drain(wish.files(), "", troubles);
        } else {
            for (FilePath file : workspace.list(wish.files())) {
                String path = file.getRemote()
                        .substring(workspace.getRemote().length() + 1)
                        .replace('\\', '/');
                String text = TEXTS + path;
                String wrong = workspace.act(new Filtered(wish.filter(), path, text));
                if (!wrong.isEmpty()) {
                    troubles.add(wrong);
                }
                drain(text, TEXTS, troubles);
            }
            workspace.child(TEXTS).deleteRecursive();
        }
        Shipping.get().now(() -> {
            copies.end();
            return null;
        });
        return String.join("; ", troubles);
    }

    private void drain(String files, String prefix, List<String> troubles) throws IOException, InterruptedException {
        Piece piece = take(files, prefix);
        while (piece.more()) {
            piece = take(files, prefix);
        }
        if (!piece.skipped().isEmpty()) {
            troubles.add(piece.skipped());
        }
    }
}
