package io.qipan.ecology.rule.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field of law that a rule set covers, and where and since when it does.
 *
 * @param activities with all their kinds
 * @param coverage empty for a field of which the rule set says that it has nothing
 * @param otherwise what to look into where it is not covered
 */
public record Subject(String code, Text name, List<Activity> activities, List<Coverage> coverage, Text otherwise) {

    public Subject {
        activities = List.copyOf(activities);
        coverage = List.copyOf(coverage);
    }

    /** A place, and the first day on which the subject is covered there. */
    public record Coverage(Place place, LocalDate from) {}

    /** Of a heading too: what one of its kinds hangs on, it hangs on. */
    boolean concerns(Activity activity) {
        return activities.stream().anyMatch(one -> activity.isA(one.code()) || one.isA(activity.code()));
    }

    /** Why it is not covered at the place and on the day of the act; empty if it is. */
    Optional<NotCovered> gap(Act act, Function<Place, Fit> fits) {
        LocalDate day = act.local().toLocalDate();
        List<LocalDate> since = coverage.stream()
                .filter(one -> !(fits.apply(one.place()) instanceof Fit.Outside))
                .map(Coverage::from)
                .toList();
        if (since.stream().anyMatch(from -> !day.isBefore(from))) {
            return Optional.empty();
        }
        return Optional.of(
                since.stream().min(Comparator.naturalOrder()).map(this::before).orElseGet(this::elsewhere));
    }

    private NotCovered before(LocalDate from) {
        return new NotCovered(
                code,
                Optional.of(from),
                new Text(
                        name.en() + ": not covered before " + from + "; " + otherwise.en(),
                        name.zh() + "：本规则集未收录" + from + "以前的规定；" + otherwise.zh()));
    }

    private NotCovered elsewhere() {
        if (coverage.isEmpty()) {
            return new NotCovered(
                    code,
                    Optional.empty(),
                    new Text(name.en() + ": not covered; " + otherwise.en(), name.zh() + "：本规则集未收录；" + otherwise.zh()));
        }
        return new NotCovered(
                code,
                Optional.empty(),
                new Text(
                        name.en() + ": not covered at this place; " + otherwise.en(),
                        name.zh() + "：本规则集未收录此地的规定；" + otherwise.zh()));
    }
}
