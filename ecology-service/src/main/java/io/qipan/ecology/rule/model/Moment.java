package io.qipan.ecology.rule.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When an act happened, in the words of an answer. */
record Moment(LocalDateTime local, LocalDate decidedOn, String text) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    static Moment of(Act act) {
        LocalDateTime local = act.local();
        return new Moment(local, act.decidedOn(), SECONDS.format(local));
    }

    /** Of the season of a rule, told beforehand. */
    Text in(Rule rule, Text during) {
        if (!rule.season().includes(local)) {
            return new Text(
                    "season: told for other days only, " + during.en() + "; compared as the law of the decision",
                    "时间：仅就其他日期发布，" + during.zh() + "；作为决定时的规定比较");
        }
        return new Text(
                "season: " + text + " local time lies in " + during.en(), "时间：当地时间" + text + "处于" + during.zh());
    }

    /** The articles that carried the rule on the day; of a later law, on the day of the decision. */
    Text basis(Rule rule) {
        LocalDate day = local.toLocalDate();
        String cited = rule.citedOn(rule.inForce().includes(day) ? day : decidedOn);
        return basis(cited);
    }

    static Text basis(String cited) {
        return new Text("basis: " + cited, "依据：" + cited);
    }
}
