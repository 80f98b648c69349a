package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;

/** Tells from an error of the operating system what a caller can do about it. */
final class Faults {
    private static final List<String> EXHAUSTED = List.of(
            "No space left", "quota exceeded", "Cannot allocate memory", "temporarily unavailable", "Too many open");
    private static final List<String> REFUSED =
            List.of("Permission denied", "Read-only file system", "Not a directory");

    private Faults() {}

    /**
     * The exception to throw.
     *
     * @param what failed, naming the thing: "machine x cannot be made in /y"
     * @throws InterruptedException when the error is none, but the way in which an interrupt ends file access
     */
    static ProviderException of(String what, IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            Thread.interrupted();
            throw new InterruptedException(what + ": interrupted");
        }
        if (e instanceof ProviderException already) {
            return already;
        }
        String cause = cause(e);
        if (EXHAUSTED.stream().anyMatch(cause::contains)) {
            return new ProviderException(
                    Kind.EXHAUSTED, what + ": " + cause + "; make room or allow fewer machines", e);
        }
        if (e instanceof AccessDeniedException
                || e instanceof NotDirectoryException
                || e instanceof FileAlreadyExistsException
                || REFUSED.stream().anyMatch(cause::contains)) {
            return new ProviderException(
                    Kind.REFUSED, what + ": " + cause + "; choose a directory the controller's user may write to", e);
        }
        return new ProviderException(Kind.UNAVAILABLE, what + ": " + cause, e);
    }

    /** What went wrong, for people; file and reason where the system tells them apart. */
    static String cause(IOException e) {
        if (e instanceof AccessDeniedException f) {
            return "permission denied for " + f.getFile();
        } else if (e instanceof NoSuchFileException f) {
            return "there is no " + f.getFile();
        } else if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return ((FileSystemException) e).getFile() + " is in the way and no directory";
        }
        return String.valueOf(e.getMessage());
    }
}
