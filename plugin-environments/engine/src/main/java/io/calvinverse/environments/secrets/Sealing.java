package io.calvinverse.environments.secrets;

/** Encrypts what goes to disk; in Jenkins, {@code Secret}. */
public interface Sealing {

    /** @return text in which nothing of the argument can be seen */
    String seal(String clear);

    /** @throws IllegalArgumentException if this was not sealed here, for instance under another key */
    String unseal(String sealed);
}
