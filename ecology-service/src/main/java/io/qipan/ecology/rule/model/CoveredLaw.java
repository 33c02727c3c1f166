package io.qipan.ecology.rule.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a rule set covers, by activity. What it does not say that it covers, it does not. */
final class CoveredLaw {
    private final Map<String, List<Subject>> byActivity = new HashMap<>();

    CoveredLaw(List<Activity> activities, List<Subject> subjects) {
        for (Activity activity : activities) {
            byActivity.put(
                    activity.code(),
                    subjects.stream()
                            .filter(subject -> subject.concerns(activity))
                            .toList());
        }
    }

    List<NotCovered> gaps(Act act, Function<Place, Fit> fits) {
        List<Subject> subjects = byActivity.getOrDefault(act.activity().code(), List.of());
        if (subjects.isEmpty()) {
            return List.of(undeclared(act.activity()));
        }
        return subjects.stream()
                .map(subject -> subject.gap(act, fits))
                .flatMap(Optional::stream)
                .toList();
    }

    private static NotCovered undeclared(Activity activity) {
        return new NotCovered(
                "",
                Optional.empty(),
                new Text(
                        "the rule set does not say that it covers "
                                + activity.label().en() + "; look the law up elsewhere",
                        "本规则集未声明收录" + activity.label().zh() + "的规定；须另行查阅"));
    }
}
