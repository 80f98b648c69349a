package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Instance.State;
import io.calvinverse.provisioner.provider.Metadata;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a machine's directory says.
 *
 * @param metadata {@link Metadata#UNKNOWN} where it cannot be read
 * @param process its first process, absent where it never started
 * @param trouble why it cannot be read, for people; empty otherwise
 */
record Sighting(String name, MachineFiles files, Metadata metadata, OptionalLong process, String trouble) {

    static Sighting of(String name, MachineFiles files) throws ClosedByInterruptException {
        Metadata metadata = Metadata.UNKNOWN;
        try {
            metadata = files.read();
            return new Sighting(name, files, metadata, files.process(), "");
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            String trouble = "what belongs to it in " + files.directory() + " cannot be read: " + Faults.cause(e);
            return new Sighting(name, files, metadata, OptionalLong.empty(), trouble);
        }
    }

    /** It was removed while it was looked at. */
    boolean gone() {
        return !trouble.isEmpty() && Files.notExists(files.metadata());
    }

    /** @param running all processes the machine has now */
    Instance instance(List<ProcessHandle> running) throws IOException {
        boolean runs = process.isPresent()
                ? running.stream().anyMatch(p -> p.pid() == process.getAsLong())
                : !running.isEmpty();
        State state = runs ? State.RUNNING : State.STOPPED;
        return new Instance(name, metadata.owner(), metadata.template(), state, detail(runs));
    }

    private String detail(boolean runs) throws IOException {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (runs) {
            return process.isPresent() ? "process " + process.getAsLong() : "it is starting";
        }
        String last = files.lastLine();
        return process.isEmpty()
                ? "it was never started"
                : last.isEmpty() ? "it wrote nothing" : "its last words: " + last;
    }
}
