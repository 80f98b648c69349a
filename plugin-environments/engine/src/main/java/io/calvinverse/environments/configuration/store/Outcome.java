package io.calvinverse.environments.configuration.store;

import java.util.List;

/** What became of a transaction the store answered to. */
public sealed interface Outcome {

    /** All of it happened. */
    record Committed() implements Outcome {}

    /** None of it happened. */
    record Refused(List<Refusal> refusals) implements Outcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Why one operation was refused.
     *
     * @param operation its position in the transaction, from 0; -1 when the store did not say
     */
    record Refusal(int operation, String reason) {}

    Outcome COMMITTED = new Committed();
}
