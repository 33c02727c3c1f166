package io.qipan.launcher.replay;

import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Priority;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a file tells, in Qipan's words.
 *
 * @param format its name, the first word of every external reference
 * @param calls by the time of receipt
 * @param skipped lines that could not be read
 * @param rows lines that hold something, the header not counted
 * @param unmapped words of the file that Qipan has no word for, and so are something like `other`
 */
record Recording(
        String format, List<Call> calls, List<Unit> units, List<Skipped> skipped, int rows, Set<String> unmapped) {

    Recording {
        calls = List.copyOf(calls);
        units = List.copyOf(units);
        skipped = List.copyOf(skipped);
        unmapped = Set.copyOf(unmapped);
    }

    /** The calls received first, and the units sent to them. */
    Recording first(int limit) {
        List<Call> chosen = calls.stream()
                .sorted(Comparator.comparing(Call::receivedAt).thenComparing(Call::key))
                .limit(limit)
                .toList();
        Set<String> used = chosen.stream()
                .flatMap(call -> call.orders().stream())
                .map(Order::unit)
                .collect(Collectors.toSet());
        List<Unit> usedUnits =
                units.stream().filter(unit -> used.contains(unit.name())).toList();
        return new Recording(format, chosen, usedUnits, skipped, rows, unmapped);
    }

    String reference(String callKey) {
        return format + "/" + callKey;
    }

    /** What the references of all its calls begin with, so that calls of other files are left out as far as possible. */
    String commonReference() {
        String common = calls.isEmpty() ? "" : calls.getFirst().key();
        for (Call call : calls) {
            while (!call.key().startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return reference(common);
    }

    /**
     * @param key the call's number in the file
     * @param openedAt when it was entered as something to be done
     * @param type code of an incident type
     */
    record Call(
            String key,
            Instant receivedAt,
            Instant openedAt,
            String type,
            Priority priority,
            String description,
            LocationInput location,
            IncidentOutcome outcome,
            String rationale,
            List<Order> orders) {
        Call {
            orders = List.copyOf(orders);
        }

        Call with(Collection<Order> sent) {
            return new Call(
                    key,
                    receivedAt,
                    openedAt,
                    type,
                    priority,
                    description,
                    location,
                    outcome,
                    rationale,
                    List.copyOf(sent));
        }
    }

    /**
     * One unit sent to one call.
     *
     * @param stamps in the order in which the steps follow each other, whatever their times say
     */
    record Order(long line, String unit, Instant sentAt, List<Stamp> stamps) {
        Order {
            stamps = List.copyOf(stamps);
        }

        boolean tells(Step step) {
            return stamps.stream().anyMatch(stamp -> stamp.step() == step);
        }
    }

    /** That a unit took a step, and when, by the clock of the file. */
    record Stamp(Step step, Instant at) {}

    record Unit(String name, String callSign, String kind) {}

    record Skipped(long line, String reason) {}
}
