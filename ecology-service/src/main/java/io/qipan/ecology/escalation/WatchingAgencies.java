package io.qipan.ecology.escalation;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.escalation.model.Recipient;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ground;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** To which agency a clock goes up: the one of the kind that watches, at the place of the case. Inside of a unit of work only. */
@Singleton
public class WatchingAgencies {
    private final Agencies agencies;

    public WatchingAgencies(Agencies agencies) {
        this.agencies = agencies;
    }

    /** The one with the smallest area: the procuratorate of the county before that of the city. */
    Recipient of(CaseFile file, Watcher watcher) {
        Optional<String> found =
                place(file).flatMap(point -> at(point, watcher)).map(Agency::name);
        String ours = file.belonging().agency().orElse(file.owner());
        return new Recipient(found, found.orElse(ours));
    }

    private Optional<Agency> at(Wgs84 point, Watcher watcher) {
        List<Agency> there = agencies.at(point);
        return kinds(watcher).stream()
                .flatMap(kind -> there.stream()
                        .filter(agency -> agency.kind() == kind)
                        .min(Comparator.comparingDouble(
                                        (Agency agency) -> agency.area().getArea())
                                .thenComparing(Agency::code))
                        .stream())
                .findFirst();
    }

    /** The first of them that is registered for the place; Art 14 of Decree 310 names procuratorate and supervisory organ. */
    private static List<AgencyKind> kinds(Watcher watcher) {
        return switch (watcher) {
            case AGENCY_HEAD -> List.of();
            case PROSECUTOR -> List.of(AgencyKind.PROCURATORATE);
            case SUPERVISOR -> List.of(AgencyKind.SUPERVISORY_ORGAN, AgencyKind.GOVERNMENT);
        };
    }

    /** Of a case that nobody can place, somewhere in the area of its agency. */
    private Optional<Wgs84> place(CaseFile file) {
        return file.facts()
                .point()
                .or(() -> file.belonging()
                        .agency()
                        .flatMap(name -> agencies.find(name.substring(Agency.PREFIX.length())))
                        .filter(agency -> !agency.area().isEmpty())
                        .map(agency ->
                                Ground.point(agency.area().getInteriorPoint().getCoordinate())));
    }

    /** Whether an agency may still see a case that went up to it: the place by which it did has to lie in its area. */
    boolean mayStillSee(Optional<Agency> agency, CaseFile file) {
        return agency.flatMap(known -> place(file).map(known::covers)).orElse(false);
    }

    /** By {@code agencies/{code}}. */
    Optional<Agency> known(String name) {
        return name.startsWith(Agency.PREFIX)
                ? agencies.find(name.substring(Agency.PREFIX.length()))
                : Optional.empty();
    }
}
