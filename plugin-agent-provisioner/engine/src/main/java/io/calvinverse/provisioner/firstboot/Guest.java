package io.calvinverse.provisioner.firstboot;

import java.util.Optional;

/** The operating system in a machine, as far as the medium depends on it. */
public enum Guest {
    /** Builds run in {@code /var/lib/agent}, where the volume {@code workspace} is mounted. */
    LINUX("linux", new SwarmArguments.Files("/dev/fd/3", "/var/lib/agent"), "allow_ssh.json"),
    /** Builds run in {@code D:\ci}, the volume {@code workspace}. */
    WINDOWS("windows", new SwarmArguments.Files("C:\\calvinverse\\agent\\password", "D:\\ci"), "allow_winrm.json");

    private final String key;
    private final SwarmArguments.Files files;
    private final String remoteAccess;

    Guest(String key, SwarmArguments.Files files, String remoteAccess) {
        this.key = key;
        this.files = files;
        this.remoteAccess = remoteAccess;
    }

    /** Where the image puts what its agent needs. */
    public SwarmArguments.Files files() {
        return files;
    }

    /** The file whose presence on the medium opens the machine to logins. */
    String remoteAccess() {
        return remoteAccess;
    }

    /** By the name an image's description uses: {@code linux} or {@code windows}. */
    public static Optional<Guest> named(String name) {
        for (Guest guest : values()) {
            if (guest.key.equals(name)) {
                return Optional.of(guest);
            }
        }
        return Optional.empty();
    }
}
