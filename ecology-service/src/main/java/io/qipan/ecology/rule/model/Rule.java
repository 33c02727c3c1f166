package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A prohibition of the law.
 *
 * @param citation law or notice, number and article
 * @param doubt what is not certain about it, in words; empty if nothing is
 */
public record Rule(
        String id,
        Text title,
        ActivityScope scope,
        Place place,
        Season season,
        InForce inForce,
        String citation,
        Handling handling,
        String doubt) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** The rule with the reasons for which it applies to the act; empty if it does not. */
    public Optional<AppliedRule> appliesTo(Act act) {
        LocalDateTime local = act.local();
        if (!inForce.includes(local.toLocalDate()) || !season.includes(local)) {
            return Optional.empty();
        }
        return scope.covers(act.activity()).flatMap(activity -> switch (place.fit(act)) {
            case Inside(Text because) -> Optional.of(applied(because, during(local), activity, false));
            case Uncertain(Text because) -> Optional.of(applied(because, during(local), activity, true));
            case Outside _ -> Optional.empty();
        });
    }

    private AppliedRule applied(Text where, Text when, Text what, boolean placeUncertain) {
        return new AppliedRule(
                describe(),
                List.of(where.en(), when.en(), what.en()),
                List.of(where.zh(), when.zh(), what.zh()),
                placeUncertain);
    }

    private Text during(LocalDateTime local) {
        String moment = MINUTES.format(local);
        return new Text(
                "season: " + moment + " local time lies in " + season.text().en() + "; "
                        + inForce.text().en(),
                "时间：当地时间" + moment + "处于" + season.text().zh() + "；"
                        + inForce.text().zh());
    }

    /** The rule in words. */
    public RuleDescription describe() {
        return new RuleDescription(
                id,
                title,
                scope.forbidden().stream().map(Activity::code).toList(),
                scope.exempt().stream().map(Activity::code).toList(),
                place.text().en(),
                season.text().en(),
                inForce,
                citation,
                handling,
                doubt);
    }
}
