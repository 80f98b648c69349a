package io.jenkins.plugins.calvinverse.environments.secrets.block;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.BuildSecrets;

/** Ends what a build was given and did not end itself: one that is killed runs nothing of its own any more. */
@Extension
public class BuildEnd extends RunListener<Run<?, ?>> {
    /** The only one of these that is told of a Pipeline. */
    @Override
    public void onCompleted(Run<?, ?> build, @NonNull TaskListener listener) {
        String name = build.getExternalizableId();
        BuildSecrets.get().blocks(name).forEach(Opening::close);
        if (!(build instanceof AbstractBuild)) {
            BuildSecrets.get().forget(name);
        }
    }

    /** Until here a freestyle build writes to its log. */
    @Override
    public void onFinalized(@NonNull Run<?, ?> build) {
        BuildSecrets.get().forget(build.getExternalizableId());
    }
}
