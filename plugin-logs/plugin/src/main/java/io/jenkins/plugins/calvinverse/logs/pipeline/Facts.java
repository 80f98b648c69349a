package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.Util;
import hudson.model.Executor;
import hudson.model.Run;
import io.calvinverse.logs.spool.BuildFacts;
import io.jenkins.plugins.calvinverse.logs.scope.Scope;
import java.io.File;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.scm.api.SCMHead;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.log.FileLogStorage;
import org.jenkinsci.plugins.workflow.log.LogStorage;

/** What is known of a build when its log begins. */
public final class Facts {
    private Facts() {}

    /**
     * @param elsewhere where its log is copied to when Jenkins keeps it in no file
     */
    public static BuildFacts of(Run<?, ?> run, Scope scope, File elsewhere) {
        boolean pipeline = run instanceof FlowExecutionOwner.Executable;
        boolean file = !isElsewhere(run);
        File log = file ? new File(run.getRootDir(), "log") : elsewhere;
        Map<String, Object> fields = new HashMap<>(scope.fields());
        Map<String, Object> data = new HashMap<>();
        tell(run, pipeline, fields, data);
        return new BuildFacts(
                Identity.of(run),
                run.getExternalizableId(),
                run.getTimeInMillis(),
                pipeline ? "UTF-8" : run.getCharset().name(),
                pipeline && file,
                log.getAbsolutePath(),
                data,
                fields,
                scope.patterns(),
                false);
    }

    /** Whether another log storage than files keeps this build's log. */
    public static boolean isElsewhere(Run<?, ?> run) {
        FlowExecutionOwner owner =
                run instanceof FlowExecutionOwner.Executable executable ? executable.asFlowExecutionOwner() : null;
        return owner != null && !(LogStorage.of(owner) instanceof FileLogStorage);
    }

    private static void tell(Run<?, ?> run, boolean pipeline, Map<String, Object> fields, Map<String, Object> data) {
        String root = Util.fixNull(Jenkins.get().getRootUrl());
        data.put("id", run.getId());
        data.put("buildNum", run.getNumber());
        data.put("projectName", run.getParent().getName());
        data.put("fullProjectName", run.getParent().getFullName());
        data.put("displayName", run.getDisplayName());
        data.put("fullDisplayName", run.getFullDisplayName());
        data.put("url", run.getUrl());
        data.put("buildHost", AgentFields.BUILT_IN);
        fields.put("kind", "build");
        fields.put("job", run.getParent().getFullName());
        fields.put("build", run.getNumber());
        fields.put("url", root + run.getUrl());
        fields.put("controller", root);
        fields.put("source_host", root);
        fields.put(
                "@buildTimestamp", Instant.ofEpochMilli(run.getTimeInMillis()).toString());
        SCMHead head = SCMHead.HeadByItem.findHead(run.getParent());
        if (head != null) {
            fields.put("branch", head.getName());
        }
        Executor executor = run.getExecutor();
        if (!pipeline && executor != null) {
            AgentFields.of(executor.getOwner().getName(), fields, data);
        }
    }
}
