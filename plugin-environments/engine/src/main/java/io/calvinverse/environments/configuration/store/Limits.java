package io.calvinverse.environments.configuration.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one transaction may carry.
 *
 * @param operations at most
 * @param bytes of the body, which is JSON with values in base64
 */
public record Limits(int operations, int bytes) {

    /**
     * Consul's: 64 operations (later versions take 128), and 512 KiB ({@code limits.txn_max_req_len}).
     */
    public static final Limits CONSUL = new Limits(64, 512 * 1024);

    /** Of an operation beside key, session and value: braces, field names, verb, an index of 20 digits. */
    private static final int FRAME = 112;

    /** Bytes an operation takes in the body, never less than it will be. */
    public static int size(Operation operation) {
        int key = 0;
        for (byte b : operation.key().getBytes(StandardCharsets.UTF_8)) {
            // JSON may write what is not plain ASCII as six characters; so do < > & = in some encoders.
            key += b >= ' ' && b != 0x7f && "\"\\<>&='".indexOf(b) < 0 ? 1 : 6;
        }
        return FRAME + key + carried(operation);
    }

    private static int carried(Operation operation) {
        if (operation instanceof Operation.Set set) {
            return base64(set.content().size());
        } else if (operation instanceof Operation.Put put) {
            return base64(put.content().size());
        } else if (operation instanceof Operation.Lock lock) {
            return base64(lock.content().size()) + lock.session().length();
        } else if (operation instanceof Operation.Unlock unlock) {
            return base64(unlock.content().size()) + unlock.session().length();
        } else if (operation instanceof Operation.Holds holds) {
            return holds.session().length();
        }
        return 0;
    }

    private static int base64(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** Bytes of a whole transaction. */
    public static int size(List<Operation> all) {
        return 2 + all.stream().mapToInt(Limits::size).sum();
    }

    public boolean allow(List<Operation> all) {
        return all.size() <= operations && size(all) <= bytes;
    }
}
