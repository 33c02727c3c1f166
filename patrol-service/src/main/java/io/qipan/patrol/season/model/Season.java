package io.qipan.patrol.season.model;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.season.model.Ruling.ByDeclaration;
import io.qipan.patrol.season.model.Ruling.ByDefault;
import io.qipan.patrol.season.model.Ruling.ByPlace;
import io.qipan.patrol.season.model.Ruling.ByRule;
import io.qipan.patrol.unit.model.Medium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The calendar with what is declared against it. Decides by place and time; see {@code qipan.patrol.v1.SeasonService}. */
public record Season(List<SeasonRule> rules, List<Declaration> declarations) {
    /** Decides calendar days. */
    public static final ZoneId CALENDAR = ZoneId.of("Asia/Shanghai");

    private static final String WATERS = GridFeature.name(FeatureKind.WATER, "");
    private static final String MUST_PATROL_AREAS = GridFeature.name(FeatureKind.MUST_PATROL_AREA, "");

    private static final int DAYS_AHEAD = 400;
    /** Later times cannot be told. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** Of rules that say something of a medium the first decides; of those alike the one that closes, as that errs to the safe side. */
    private static Comparator<SeasonRule> firstFor(Medium medium) {
        return Comparator.comparing((SeasonRule rule) -> rule.place().isEmpty())
                .thenComparing(rule -> !rule.isDated())
                .thenComparing(rule -> rule.passage(medium) == Passage.OPEN)
                .thenComparing(SeasonRule::code);
    }

    private static final Comparator<Declaration> CLOSING_FIRST = Comparator.comparing(
                    (Declaration declaration) -> declaration.passage() == Passage.OPEN)
            .thenComparing(Declaration::declaredAt, Comparator.reverseOrder())
            .thenComparing(Declaration::name);

    public Season {
        rules = List.copyOf(rules);
        declarations = List.copyOf(declarations);
    }

    /** @param features names of the grid features that the place is in */
    public Ruling ruling(Medium medium, Set<String> features, Instant at) {
        Optional<Ruling> declared = declarations.stream()
                .filter(declaration -> declaration.applies(medium, features, at))
                .min(CLOSING_FIRST)
                .map(ByDeclaration::new);
        Optional<Ruling> ruled =
                declared.or(() -> rule(medium, features, at).map(rule -> new ByRule(rule, rule.passage(medium))));
        Optional<String> water = medium.isOnLand() ? waterAmong(features) : Optional.empty();
        if (water.isPresent()
                && ruled.filter(ruling -> ruling.passage() == Passage.CLOSED).isEmpty()
                && !leadsAcross(medium, features, at)) {
            return new ByPlace(water.get());
        }
        return ruled.orElseGet(() -> new ByDefault(medium == Medium.ICE ? Passage.CLOSED : Passage.OPEN));
    }

    /** The first water among features, by name. */
    public static Optional<String> waterAmong(Set<String> features) {
        return features.stream().filter(name -> name.startsWith(WATERS)).min(Comparator.naturalOrder());
    }

    /** Whether something opens the medium that is meant for this water: an ice road, a bridge. */
    private boolean leadsAcross(Medium medium, Set<String> features, Instant at) {
        LocalDate day = at.atZone(CALENDAR).toLocalDate();
        return Stream.concat(
                        declarations.stream()
                                .filter(declaration -> declaration.applies(medium, features, at))
                                .filter(declaration -> declaration.passage() == Passage.OPEN)
                                .map(Declaration::place),
                        rules.stream()
                                .filter(rule -> rule.applies(medium, features, day))
                                .filter(rule -> rule.passage(medium) == Passage.OPEN)
                                .map(SeasonRule::place))
                .flatMap(Optional::stream)
                .anyMatch(place -> place.startsWith(WATERS) || place.startsWith(MUST_PATROL_AREAS));
    }

    private Optional<SeasonRule> rule(Medium medium, Set<String> features, Instant at) {
        LocalDate day = at.atZone(CALENDAR).toLocalDate();
        return rules.stream()
                .filter(rule -> rule.applies(medium, features, day))
                .min(firstFor(medium));
    }

    public MediumState state(Medium medium, Set<String> features, Instant at) {
        return new MediumState(
                medium,
                ruling(medium, features, at),
                rule(medium, features, at).flatMap(SeasonRule::phase),
                nextChange(medium, features, at));
    }

    /** As {@link #state}, but it does not look ahead, so it is cheap. */
    public MediumState now(Medium medium, Set<String> features, Instant at) {
        return new MediumState(
                medium,
                ruling(medium, features, at),
                rule(medium, features, at).flatMap(SeasonRule::phase),
                Optional.empty());
    }

    /** All media that are open. Does not look ahead, so it is cheap. */
    public Set<Medium> open(Set<String> features, Instant at) {
        Set<Medium> open = EnumSet.noneOf(Medium.class);
        for (Medium medium : Medium.values()) {
            if (ruling(medium, features, at).passage() == Passage.OPEN) {
                open.add(medium);
            }
        }
        return open;
    }

    public Verdict verdict(Set<Medium> media, Set<String> features, Instant at) {
        return new Verdict(media.stream()
                .sorted()
                .map(medium -> state(medium, features, at))
                .toList());
    }

    /** When the medium opens if it is closed, or closes if it is open. Things change at midnight, and when a declaration begins or ends. */
    private Optional<Instant> nextChange(Medium medium, Set<String> features, Instant at) {
        Passage now = ruling(medium, features, at).passage();
        return moments(at).stream()
                .filter(moment -> !moment.isAfter(LAST))
                .filter(moment -> ruling(medium, features, moment).passage() != now)
                .findFirst();
    }

    private SortedSet<Instant> moments(Instant at) {
        LocalDate today = at.atZone(CALENDAR).toLocalDate();
        SortedSet<Instant> moments = new TreeSet<>();
        for (int days = 1; days <= DAYS_AHEAD; days++) {
            moments.add(today.plusDays(days).atStartOfDay(CALENDAR).toInstant());
        }
        Instant end = moments.last();
        declarations.stream()
                .flatMap(declaration -> Stream.concat(Stream.of(declaration.from()), declaration.until().stream()))
                .filter(edge -> edge.isAfter(at) && edge.isBefore(end))
                .forEach(moments::add);
        return moments;
    }

    /** All places that a rule or a declaration names. */
    public SortedSet<String> places() {
        SortedSet<String> places = new TreeSet<>();
        rules.stream().map(SeasonRule::place).flatMap(Optional::stream).forEach(places::add);
        declarations.stream().map(Declaration::place).flatMap(Optional::stream).forEach(places::add);
        return places;
    }

    public Season with(Collection<Declaration> standing) {
        return new Season(rules, List.copyOf(standing));
    }
}
