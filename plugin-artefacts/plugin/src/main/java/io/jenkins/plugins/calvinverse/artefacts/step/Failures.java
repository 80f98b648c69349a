package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.AbortException;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.provenance.ProvenanceException;
import io.calvinverse.artefacts.publish.PublishException;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How failures are told to a build. */
final class Failures {
    private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());

    private Failures() {}

    /**
     * What is meant for people goes into the log without a stack trace. The cause stays out of it: Pipeline keeps an exception with all its
     * causes, and shows the traces of one that it cannot keep.
     */
    static Exception told(Exception failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            boolean known = each instanceof PublishException
                    || each instanceof RepositoryException
                    || each instanceof ArtefactException
                    || each instanceof ProvenanceException
                    || each instanceof IllegalArgumentException;
            if (known) {
                LOGGER.log(Level.FINE, "a step failed", failure);
                return new AbortException(each.getMessage());
            }
        }
        return failure;
    }
}
