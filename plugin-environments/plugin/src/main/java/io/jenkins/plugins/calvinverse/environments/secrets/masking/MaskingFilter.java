package io.jenkins.plugins.calvinverse.environments.secrets.masking;

import hudson.console.ConsoleLogFilter;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.remoting.Channel;
import hudson.util.Secret;
import io.calvinverse.environments.secrets.Masker;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.stream.Collectors;

/**
 * Masks what a build was given in what a block logs. On disk it holds the name of the block alone; to an agent it takes the
 * texts to be masked along.
 */
public final class MaskingFilter extends ConsoleLogFilter implements Serializable {
    private static final long serialVersionUID = 1;

    private final BuildBlock block;
    private final String charset;

    public MaskingFilter(BuildBlock block, Charset charset) {
        this.block = block;
        this.charset = charset.name();
    }

    /** Masks a whole build, also what it will be given later. On the controller only. */
    public static OutputStream ofBuild(String build, Charset charset, OutputStream logger) {
        BuildSecrets secrets = BuildSecrets.get();
        return new MaskingStream(logger, () -> secrets.masker(build), charset);
    }

    @Override
    public OutputStream decorateLogger(AbstractBuild build, OutputStream logger) {
        return decorate(logger);
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        return decorate(logger);
    }

    private OutputStream decorate(OutputStream logger) {
        BuildSecrets secrets = BuildSecrets.get();
        // Takes the block up when nobody has yet; from then on a look at memory per line
        secrets.masker(block);
        return new MaskingStream(logger, () -> secrets.masker(block.build()), Charset.forName(charset));
    }

    private Object writeReplace() {
        return Channel.current() == null ? this : new Sent(BuildSecrets.get().masker(block), charset);
    }

    /** The same on an agent. */
    private static final class Sent extends ConsoleLogFilter implements Serializable {
        private static final long serialVersionUID = 1;

        /** One a line. Encrypted, should it ever get to a disk. */
        private final Secret texts;

        private final String charset;

        Sent(Masker masker, String charset) {
            this.texts = Secret.fromString(masker.texts().stream()
                    .filter(text -> text.indexOf('\n') < 0)
                    .collect(Collectors.joining("\n")));
            this.charset = charset;
        }

        @Override
        public OutputStream decorateLogger(AbstractBuild build, OutputStream logger) {
            return decorate(logger);
        }

        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return decorate(logger);
        }

        private OutputStream decorate(OutputStream logger) {
            String all = texts.getPlainText();
            Masker masker =
                    all.isEmpty() ? Masker.NONE : Masker.ofTexts(all.lines().toList());
            return new MaskingStream(logger, () -> masker, Charset.forName(charset));
        }
    }
}
