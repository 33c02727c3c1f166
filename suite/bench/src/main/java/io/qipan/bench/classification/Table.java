package io.qipan.bench.classification;

import io.qipan.bench.classification.Trial.Tried;
import io.qipan.dispatch.classification.model.Caution;
import io.qipan.dispatch.pattern.model.Binomial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Accuracy of what is suggested and how often nothing is, for several least shares. */
record Table(Trial trial, List<Double> leastShares, double leastMargin, int fewestCases) {

    private static int count(List<Tried> tried, Predicate<Tried> which) {
        return (int) tried.stream().filter(which).count();
    }

    private static double share(int hits, int of) {
        return of == 0 ? 0 : (double) hits / of;
    }

    private static boolean usualIsRight(Tried tried) {
        return tried.usual().equals(tried.right());
    }

    String text() {
        List<Tried> all = trial.tried();
        StringBuilder text = new StringBuilder("%n    %-11s %9s  %-27s %9s %9s %9s"
                .formatted("least share", "abstains", "right (95 %; n)", "promised", "of three", "usual"));
        text.append(row("best guess", all, all.size()));
        for (double least : leastShares) {
            text.append(row("%.2f".formatted(least), trial.answered(caution(least)), all.size()));
        }
        return text.toString();
    }

    private static String row(String name, List<Tried> answered, int of) {
        int hits = count(answered, Tried::isHit);
        String right = "nothing is suggested";
        if (!answered.isEmpty()) {
            Binomial.Interval interval = new Binomial(hits, answered.size()).interval(0.95);
            right = "%.3f (%.3f to %.3f; %d)"
                    .formatted(share(hits, answered.size()), interval.lower(), interval.upper(), answered.size());
        }
        return "%n    %-11s %9.3f  %-27s %9.3f %9.3f %9.3f"
                .formatted(
                        name,
                        1 - share(answered.size(), of),
                        right,
                        promised(answered),
                        share(count(answered, Tried::isAmongThree), answered.size()),
                        share(count(answered, Table::usualIsRight), answered.size()));
    }

    /** How often it would be right if its shares were true. */
    private static double promised(List<Tried> answered) {
        return answered.stream()
                .mapToDouble(each -> each.candidates().getFirst().share())
                .average()
                .orElse(0);
    }

    List<Map<String, Object>> fields() {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Tried> all = trial.tried();
        rows.add(fields(0, all, all.size(), Map.of()));
        for (double least : leastShares) {
            Caution caution = caution(least);
            rows.add(fields(least, trial.answered(caution), all.size(), trial.abstentions(caution)));
        }
        return rows;
    }

    private static Map<String, Object> fields(
            double least, List<Tried> answered, int of, Map<String, Long> abstentions) {
        return new TreeMap<>(Map.of(
                "least_share",
                least,
                "tried",
                of,
                "answered",
                answered.size(),
                "right",
                count(answered, Tried::isHit),
                "among_three",
                count(answered, Tried::isAmongThree),
                "usual_right",
                count(answered, Table::usualIsRight),
                "promised",
                promised(answered),
                "abstentions",
                abstentions));
    }

    private Caution caution(double least) {
        return new Caution(fewestCases, least, leastMargin);
    }
}
