package io.qipan.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the processes of a service, which all do the same.
 *
 * @param number from 1
 */
public record Replica(Service service, int number) {

    /** What one machine can be asked to run of each service. */
    static final int MOST = 3;

    /** The name of the process, of its record and of its log. */
    public String processName() {
        return number == 1 ? service.processName() : service.processName() + "-" + number;
    }

    /** The first of each service, then the second of each, and so on. */
    static List<Replica> ofEach(int count) {
        return IntStream.rangeClosed(1, count)
                .boxed()
                .flatMap(number -> Arrays.stream(Service.values()).map(service -> new Replica(service, number)))
                .toList();
    }

    static List<Replica> of(Service service, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Replica(service, number))
                .toList();
    }
}
