package io.qipan.patrol.season;

import io.qipan.patrol.season.model.SeasonRule;
import java.util.List;

/** The rules of the calendar, as the service read them at its start. */
public record SeasonCalendar(List<SeasonRule> rules) {

    public SeasonCalendar {
        rules = List.copyOf(rules);
    }
}
