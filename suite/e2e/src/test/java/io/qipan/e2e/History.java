package io.qipan.e2e;

import io.qipan.e2e.Operation.Acknowledged;
import io.qipan.e2e.Operation.Refused;
import io.qipan.e2e.Operation.Unknown;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** All operations of a run, and what went wrong that must not. */
final class History {

    private final Queue<Operation<?, ?>> operations = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stories = new AtomicInteger();

    void add(Operation<?, ?> operation) {
        operations.add(operation);
    }

    /** A service showed what it should have kept to itself. */
    void addFault(String what) {
        faults.add(what);
    }

    void storyTold() {
        stories.incrementAndGet();
    }

    List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    long acknowledged() {
        return count(Acknowledged.class);
    }

    long acknowledged(Rpc<?, ?> rpc) {
        return operations.stream()
                .filter(op -> op.rpc() == rpc && op.outcome() instanceof Acknowledged<?>)
                .count();
    }

    @Override
    public String toString() {
        return "%d stories, %d operations: %d acknowledged, %d refused %s, %d unknown; %d attempts without an answer"
                .formatted(
                        stories.get(),
                        operations.size(),
                        count(Acknowledged.class),
                        count(Refused.class),
                        refusals(),
                        count(Unknown.class),
                        operations.stream().mapToInt(op -> op.trouble().size()).sum());
    }

    private long count(Class<?> outcome) {
        return operations.stream()
                .filter(op -> outcome.isInstance(op.outcome()))
                .count();
    }

    private TreeMap<String, Long> refusals() {
        return operations.stream()
                .filter(op -> op.outcome() instanceof Refused<?>)
                .collect(Collectors.groupingBy(
                        op -> ((Refused<?>) op.outcome()).reason(), TreeMap::new, Collectors.counting()));
    }
}
