package io.qipan.bench.gazetteer;

import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What was measured of one list of names.
 *
 * @param district the place is found when it is asked with its district
 * @param name the name is found when it is asked alone, all of them
 * @param distinct the same of those that are one fault away from no other name
 */
record Outcome(
        String title,
        int names,
        Map<Corruption, Tally> district,
        Map<Corruption, Tally> name,
        Map<Corruption, Tally> distinct,
        Measured lookUps,
        Machine machine) {
    private static final double TOP1_MARK = 0.95;
    private static final double TOP5_MARK = 0.99;
    private static final double P99_MARK_MS = 20;

    private static Tally sum(Map<Corruption, Tally> tallies) {
        Tally sum = new Tally();
        tallies.values().forEach(sum::add);
        return sum;
    }

    String text() {
        return """
            %,d %s, one fault in each

            %-14s %7s %9s %7s %9s %7s %11s %7s
            %s
            %s
            Marks: top-1 %.2f, top-5 %.2f, P99 %.0f ms
            One look-up: P50 %.1f ms, P99 %.1f ms, as the client sees it, one after the other
            On %s
            """.formatted(
                names,
                title,
                "",
                "asked",
                "district",
                "top-5",
                "alone",
                "top-5",
                "of distinct",
                "top-1",
                district.keySet().stream()
                        .map(fault -> line(fault.name(), of(fault, district), of(fault, name), of(fault, distinct)))
                        .collect(Collectors.joining("\n")),
                line("ALL", sum(district), sum(name), sum(distinct)),
                TOP1_MARK,
                TOP5_MARK,
                P99_MARK_MS,
                lookUps.percentileMillis(0.5),
                lookUps.percentileMillis(0.99),
                machine);
    }

    private static Tally of(Corruption fault, Map<Corruption, Tally> tallies) {
        return Objects.requireNonNull(tallies.get(fault));
    }

    private static String line(String title, Tally district, Tally name, Tally distinct) {
        return "%-14s %,7d %9.4f %7.4f %9.4f %7.4f %,11d %7.4f"
                .formatted(
                        title,
                        name.asked(),
                        district.top1(),
                        district.top5(),
                        name.top1(),
                        name.top5(),
                        distinct.asked(),
                        distinct.top1());
    }
}
