package io.qipan.patrol.season.model;

import io.qipan.patrol.season.model.Ruling.ByDeclaration;
import io.qipan.patrol.season.model.Ruling.ByDefault;
import io.qipan.patrol.season.model.Ruling.ByRule;
import io.qipan.patrol.unit.model.Medium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
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
        return declared.or(() -> rule(medium, features, at).map(rule -> new ByRule(rule, rule.passage(medium))))
                .orElseGet(() -> new ByDefault(medium == Medium.ICE ? Passage.CLOSED : Passage.OPEN));
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

    /** Whether one may move that moves on these media. Does not look ahead, so it is cheap. */
    public boolean allows(Set<Medium> media, Set<String> features, Instant at) {
        return media.isEmpty()
                || media.stream()
                        .anyMatch(medium -> ruling(medium, features, at).passage() == Passage.OPEN);
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
