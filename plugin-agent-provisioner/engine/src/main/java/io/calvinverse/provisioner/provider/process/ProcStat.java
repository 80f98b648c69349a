package io.calvinverse.provisioner.provider.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of a process in {@code /proc/<pid>/stat}, see proc(5).
 *
 * @param pid its number
 * @param state one letter: Z for one that ended and was not collected yet
 * @param parent number of its parent
 */
record ProcStat(long pid, char state, long parent) {
    private static final long KERNEL_THREADS = 2;

    static ProcStat of(Path proc, long pid) throws IOException {
        String text = Files.readString(proc.resolve(pid + "/stat"));
        // The name of the program comes before, in brackets, and may contain anything.
        String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length < 2 || fields[0].isEmpty()) {
            throw new IOException("/proc/" + pid + "/stat is not as proc(5) says");
        }
        return new ProcStat(pid, fields[0].charAt(0), Long.parseLong(fields[1]));
    }

    /** It is no process any more, only its number is still taken. */
    boolean ended() {
        return state == 'Z' || state == 'X';
    }

    /** It runs a program, now or in a moment. */
    boolean ordinary() {
        return !ended() && pid != KERNEL_THREADS && parent != KERNEL_THREADS;
    }
}
