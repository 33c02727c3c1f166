package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.CoverageEntry;
import io.qipan.ecology.rule.file.RuleFile.SubjectEntry;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.Place;
import io.qipan.ecology.rule.model.Subject;
import io.qipan.ecology.rule.model.Subject.Coverage;
import io.qipan.ecology.rule.model.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is covered, when all activities, waters and areas are known. */
final class SubjectReader {
    private final WordReader words;
    private final PlaceReader places;
    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    SubjectReader(WordReader words, PlaceReader places) {
        this.words = words;
        this.places = places;
    }

    void subject(Reading reading, SubjectEntry entry) {
        Optional<String> code = reading.code(entry.code());
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Text> otherwise = reading.bilingual("otherwise", entry.otherwise());
        List<Activity> activities = words.activities(reading, "activities", Reading.orNone(entry.activities()));
        if (entry.coverage() == null) {
            reading.fault("coverage", "is missing; write [] for what is covered nowhere");
        }
        List<Coverage> coverage = coverage(reading.at("coverage"), Reading.orNone(entry.coverage()));
        if (activities.isEmpty()) {
            reading.fault("activities", "names no known activity");
        }
        if (code.isPresent()
                && name.isPresent()
                && otherwise.isPresent()
                && subjects.putIfAbsent(
                                code.get(), new Subject(code.get(), name.get(), activities, coverage, otherwise.get()))
                        != null) {
            reading.fault("code", "is taken by another subject");
        }
    }

    private List<Coverage> coverage(Reading reading, List<CoverageEntry> entries) {
        List<Coverage> coverage = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Optional<Place> place =
                    places.read(reading.at(i).at("place"), entries.get(i).place());
            Optional<LocalDate> from = reading.at(i).day("from", entries.get(i).from());
            if (place.isPresent() && from.isPresent()) {
                coverage.add(new Coverage(place.get(), from.get()));
            }
        }
        return coverage;
    }

    List<Subject> subjects() {
        return List.copyOf(subjects.values());
    }
}
