package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.store.Limits;
import io.calvinverse.environments.configuration.store.Operation;
import java.util.ArrayList;
import java.util.List;

/** Cuts operations into transactions, in order. */
final class Batches {
    private final Limits limits;
    private final List<Operation> head;

    /** @param head what every transaction begins with */
    Batches(Limits limits, List<Operation> head) {
        this.limits = limits;
        this.head = List.copyOf(head);
    }

    /** The last transaction ends with the tail, and with as many operations before it as fit. */
    List<List<Operation>> cut(List<Operation> operations, List<Operation> tail) {
        int split = operations.size();
        int count = head.size() + tail.size();
        int bytes = Limits.size(head) + Limits.size(tail);
        while (split > 0
                && !tail.isEmpty()
                && count < limits.operations()
                && bytes + Limits.size(operations.get(split - 1)) <= limits.bytes()) {
            split--;
            count++;
            bytes += Limits.size(operations.get(split));
        }
        List<List<Operation>> batches = cut(operations.subList(0, split));
        if (!tail.isEmpty()) {
            List<Operation> last = new ArrayList<>(head);
            last.addAll(operations.subList(split, operations.size()));
            last.addAll(tail);
            batches.add(last);
        }
        return batches;
    }

    private List<List<Operation>> cut(List<Operation> operations) {
        List<List<Operation>> batches = new ArrayList<>();
        List<Operation> batch = new ArrayList<>(head);
        int bytes = Limits.size(head);
        for (Operation operation : operations) {
            int size = Limits.size(operation);
            if (batch.size() > head.size() && (batch.size() >= limits.operations() || bytes + size > limits.bytes())) {
                batches.add(batch);
                batch = new ArrayList<>(head);
                bytes = Limits.size(head);
            }
            batch.add(operation);
            bytes += size;
        }
        if (batch.size() > head.size()) {
            batches.add(batch);
        }
        return batches;
    }
}
