package io.jenkins.plugins.calvinverse.environments.secrets.want;

import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.calvinverse.environments.secrets.SecretSource;
import io.calvinverse.environments.secrets.SecretSource.Engine;
import io.calvinverse.environments.secrets.Want;
import io.calvinverse.environments.vault.VaultCall;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundSetter;

/** What a job wants of a place in Vault. It is written with the state of builds and holds no secret. */
public abstract class WantedSecret extends AbstractDescribableImpl<WantedSecret> implements Serializable {
    private static final long serialVersionUID = 1;

    private final String path;
    private String engine;
    private int version;
    private String parameters;

    /** @param path without {@code v1} and, for KV version 2, without {@code data}; may name variables of the build as ${NAME} */
    protected WantedSecret(String path) {
        this.path = Wanted.path(path);
    }

    public String getPath() {
        return path;
    }

    /** {@code kv1}, {@code kv2} or {@code dynamic}; null to ask Vault what is there. */
    public String getEngine() {
        return engine;
    }

    @DataBoundSetter
    public void setEngine(String engine) {
        this.engine = Util.fixEmptyAndTrim(engine);
        Wanted.engine(this.engine);
    }

    /** Of a KV version 2 secret; 0 for the newest. */
    public int getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(int version) {
        if (version < 0) {
            throw new IllegalArgumentException(Messages.Wanted_Version(version));
        }
        this.version = version;
    }

    /** What is sent along, {@code name=value} one a line; null for nothing. */
    public String getParameters() {
        return parameters;
    }

    @DataBoundSetter
    public void setParameters(String parameters) {
        this.parameters = Util.fixEmptyAndTrim(parameters);
        Wanted.parameters(this.parameters);
    }

    /**
     * For the engine.
     *
     * @param prefix put before the path; empty or ends with a slash
     * @throws IllegalArgumentException when it is no path with the build's variables put in
     */
    public abstract Want want(String prefix, EnvVars variables);

    final SecretSource source(String prefix, EnvVars variables) {
        String whole = prefix + variables.expand(path);
        VaultCall.checkPath(whole);
        Map<String, String> expanded = new TreeMap<>(Wanted.parameters(parameters));
        expanded.replaceAll((name, value) -> variables.expand(value));
        Engine kind = Wanted.engine(engine);
        return new SecretSource(whole, kind, version, expanded);
    }
}
