package io.qipan.launcher;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The ports of a board, in a row that nobody listens on, below the range the system hands out itself. */
final class FreePorts {

    private FreePorts() {}

    static Ports find() {
        return find(1);
    }

    static Ports find(int replicas) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 30_000))
                .limit(200)
                .filter(base ->
                        IntStream.range(base, base + Ports.count(replicas)).allMatch(Ports::isFree))
                .mapToObj(base -> new Ports(base, replicas))
                .findFirst()
                .orElseThrow();
    }
}
