package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.List;

/** What somebody at the desk wants; asked again and again until it is reached. */
interface Goal {

    /** For messages. */
    String title();

    /**
     * Goes on from what is there.
     *
     * @return how it ended, or null when there is more to do
     */
    Done pursue(Look look, List<Done> acts) throws ConfigurationException, StoreException;
}
