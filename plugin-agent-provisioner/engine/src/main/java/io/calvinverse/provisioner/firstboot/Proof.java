package io.calvinverse.provisioner.firstboot;

/** How a machine proves who it is when it comes up for the first time. */
public sealed interface Proof {

    /**
     * By a password of its own, good for its registration alone.
     *
     * @param password readable in the machine for root only
     */
    record Credential(String password) implements Proof {
        @Override
        public String toString() {
            return "Credential[***]";
        }
    }

    /**
     * By a wrapping token of Vault, good for one unwrapping within minutes; what it stands for never touches the medium.
     *
     * @param vault URL of Vault
     * @param token the wrapping token
     * @param path where the machine reads its password with the token it unwraps; empty where its password itself is
     *     wrapped, as field {@code password}
     */
    record WrappedToken(String vault, String token, String path) implements Proof {
        @Override
        public String toString() {
            return "WrappedToken[vault=" + vault + ", token=***, path=" + path + "]";
        }
    }
}
