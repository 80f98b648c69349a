package io.calvinverse.environments.secrets;

/** What happens to a block, for its build's log. Called on the thread of {@link Secrets}: return at once. No text is secret. */
public interface BlockEvents {

    /** Something people should know: a fall-back, a failed renewal, a longest life reached. */
    void note(String text);

    /** Vault cannot at present; names path, cause, and when it is tried again. */
    void waiting(String text);

    /**
     * New values replace those that reach their end. Processes that run keep the former, which are valid for what is left of
     * their longest life; the next process gets the new ones, and files should be written again.
     */
    void rolledOver(Block block);

    /** Tells nobody. */
    BlockEvents NONE = new BlockEvents() {
        @Override
        public void note(String text) {}

        @Override
        public void waiting(String text) {}

        @Override
        public void rolledOver(Block block) {}
    };
}
