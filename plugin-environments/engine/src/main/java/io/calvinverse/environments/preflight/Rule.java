package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.List;

/** One thing an environment must fulfil. Other plugins bring their own. Stateless, thread-safe. */
public interface Rule {

    /** Stable, for people and for those who ignore some: {@code required-keys}. */
    String name();

    /**
     * @return nothing when all is well
     * @throws IOException when it cannot be told; the message says why
     */
    List<Finding> check(Site site) throws IOException;
}
