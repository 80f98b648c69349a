package io.jenkins.plugins.calvinverse.environments.spi;

import hudson.model.Run;
import io.calvinverse.environments.secrets.Masker;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.BuildSecrets;
import java.util.List;

/**
 * What a build was given by this plugin's steps, as far as other plugins must know: to mask it. Present while the build runs; after
 * a restart of the controller what its open blocks hold. Memory only, any thread.
 */
public final class IssuedSecrets {
    private final Run<?, ?> build;

    private IssuedSecrets(Run<?, ?> build) {
        this.build = build;
    }

    public static IssuedSecrets of(Run<?, ?> build) {
        return new IssuedSecrets(build);
    }

    /**
     * All texts under which the secrets may show up: values, each of their lines, and their forms in URLs, JSON and Base64. Longest
     * first; empty when nothing was given. More may come while the build runs. In clear: keep them in memory only.
     */
    public List<String> texts() {
        return masker().texts();
    }

    /** @return the text with all of them replaced, the very same when none is in it */
    public String mask(String text) {
        return masker().mask(text);
    }

    private Masker masker() {
        return BuildSecrets.get().masker(build.getExternalizableId());
    }

    /** Not the texts. */
    @Override
    public String toString() {
        return "what was given to " + build.getExternalizableId();
    }
}
