package io.qipan.bench.duplicates;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion.Level;
import io.qipan.proto.dispatch.v1.Incident;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often the best suggestion is the truth. Whatever was suggested, each call is then attached by the truth. */
final class Quality {
    private final Console console;
    private final Map<Integer, String> incidents = new HashMap<>();
    private final Score possible = new Score();
    private final Score likely = new Score();
    private int calls;
    private int duplicates;

    Quality(Console console) {
        this.console = console;
    }

    /** Suggestions at or above a level. */
    private static final class Score {
        private int right;
        private int wrong;

        private double precision() {
            return (double) right / Math.max(1, right + wrong);
        }
    }

    void measure(List<Report> reports) {
        for (Report report : reports) {
            Call call = console.take(report);
            List<DuplicateSuggestion> suggestions = console.suggest(call, report.type());
            String truth = incidents.get(report.event());
            calls++;
            if (!suggestions.isEmpty()) {
                judge(suggestions.getFirst(), truth == null ? "" : truth);
            }
            if (truth == null) {
                Incident opened = console.open(call, report);
                incidents.put(report.event(), opened.getName());
            } else {
                duplicates++;
                console.attach(call, truth);
            }
        }
        incidents.values().forEach(console::end);
    }

    private void judge(DuplicateSuggestion best, String truth) {
        boolean right = best.getIncident().equals(truth);
        count(possible, right);
        if (best.getLevel() == Level.LIKELY) {
            count(likely, right);
        }
    }

    private static void count(Score score, boolean right) {
        if (right) {
            score.right++;
        } else {
            score.wrong++;
        }
    }

    String text() {
        return "%d calls about %d events, %d of them duplicates%n%s%n%s"
                .formatted(
                        calls,
                        incidents.size(),
                        duplicates,
                        text("possible, from 8 points ", possible),
                        text("likely, from 18 points  ", likely));
    }

    private String text(String title, Score score) {
        return "  %s precision %.3f  recall %.3f  (%d right, %d wrong)"
                .formatted(title, score.precision(), recall(score), score.right, score.wrong);
    }

    private double recall(Score score) {
        return (double) score.right / Math.max(1, duplicates);
    }

    Map<String, Object> fields() {
        return Map.of(
                "calls", calls,
                "events", incidents.size(),
                "duplicates", duplicates,
                "possible_precision", possible.precision(),
                "possible_recall", recall(possible),
                "likely_precision", likely.precision(),
                "likely_recall", recall(likely));
    }
}
