package io.qipan.dispatch.gazetteer.model;

import io.qipan.dispatch.gazetteer.model.Candidate.Basis;
import io.qipan.dispatch.gazetteer.model.NameIndex.Match;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.place.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All places of one revision, ready to be searched. Never changes. */
public final class Gazetteer {
    /** Names that are less alike have nothing to do with what was said. */
    private static final double LEAST_SCORE = 0.3;
    /** A circle is no place; better than a name that is hardly alike. */
    private static final double HANDSET_SCORE = 0.5;
    /** What a location of a call can say. */
    private static final double WIDEST_M = 100_000;

    private final long revision;
    private final Readings readings;
    private final List<Known> owners = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final Map<String, List<Known>> byPhone = new HashMap<>();
    private final NameIndex names;

    public Gazetteer(long revision, List<Entry> entries, Readings readings) {
        this.revision = revision;
        this.readings = readings;
        Map<String, String> districts = new HashMap<>();
        entries.stream()
                .map(Entry::place)
                .filter(place -> place.kind() == PlaceKind.DISTRICT)
                .forEach(place -> districts.put(place.code(), place.name()));
        for (Entry entry : entries) {
            Known known = new Known(entry);
            Place place = entry.place();
            own(known, place.name());
            place.aliases().forEach(alias -> own(known, alias));
            Optional.ofNullable(districts.get(place.district()))
                    .ifPresent(district -> own(known, district + place.name()));
            place.phones()
                    .forEach(phone -> byPhone.computeIfAbsent(digits(phone), fresh -> new ArrayList<>())
                            .add(known));
        }
        this.names = new NameIndex(
                titles.stream().map(title -> Spelling.of(title, readings)).toList());
    }

    private void own(Known known, String title) {
        owners.add(known);
        titles.add(title);
    }

    public long revision() {
        return revision;
    }

    /** How many names there are, with aliases and names behind that of their district. */
    public int size() {
        return titles.size();
    }

    /** The same number whether the country's code was sent or not. */
    private static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.length() > 11 && digits.startsWith("86") ? digits.substring(2) : digits;
    }

    /** The best first. */
    public List<Candidate> search(Question question) {
        Context context = new Context(question.district(), question.near());
        List<Candidate> found = new ArrayList<>();
        byPhone.getOrDefault(digits(question.callerNumber()), List.of())
                .forEach(known -> found.add(
                        candidate(Basis.CALLER_NUMBER, new Named(known, 1, "the caller's number stands there"))));
        question.handsets().forEach(at -> found.add(handset(at)));
        if (!question.text().isBlank()) {
            named(question.text(), context).forEach(named -> found.add(candidate(Basis.NAME, named)));
            found.addAll(new RoadPhrases(road -> named(road, context)).candidates(question.text()));
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(question.limit())
                .toList();
    }

    private static Candidate handset(Location at) {
        return new Candidate(
                Basis.HANDSET,
                HANDSET_SCORE,
                List.of(),
                "the telephone is there, says " + at.source(),
                at.text(),
                at.shape(),
                at.uncertaintyM(),
                at.source());
    }

    /** Each place once, by the likest of its names; the best first. */
    private List<Named> named(String said, Context context) {
        List<Named> ranked = new ArrayList<>();
        for (Match match : names.search(Spelling.of(said, readings))) {
            Known known = owners.get(match.name());
            Context.Verdict verdict = context.of(known);
            double score = match.likeness() * verdict.factor();
            if (score >= LEAST_SCORE) {
                ranked.add(new Named(known, score, explanation(match, verdict)));
            }
        }
        ranked.sort(Comparator.comparingDouble(Named::score).reversed());
        Map<Known, Boolean> seen = new IdentityHashMap<>();
        return ranked.stream()
                .filter(named -> seen.putIfAbsent(named.known(), true) == null)
                .toList();
    }

    private String explanation(Match match, Context.Verdict verdict) {
        return String.format(
                Locale.ROOT, "%.2f like '%s'%s", match.likeness(), titles.get(match.name()), verdict.reason());
    }

    private static Candidate candidate(Basis basis, Named named) {
        Optional<Spot> spot = named.known().spot().filter(there -> there.radiusM() <= WIDEST_M);
        return new Candidate(
                basis,
                named.score(),
                List.of(named.known().entry()),
                named.explanation(),
                named.known().place().name(),
                spot.map(there -> new Shape.Spot(there.point())),
                spot.map(Spot::radiusM).orElse(0.0),
                Source.GAZETTEER);
    }
}
