package io.qipan.ecology.registry;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.registry.model.Factor;
import io.qipan.ecology.registry.model.RiskWeights;
import io.qipan.ecology.registry.model.RiskWeights.Band;
import io.qipan.ecology.registry.model.RiskWeights.Weight;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The weights from one day on as a reviewed file, {@code risk-2026-08-15.json}. Every factor stands in it once. */
public final class RiskFile {
    private static final int MOST_POINTS = 1_000;
    private static final int LONGEST_INTERVAL_DAYS = 1_096;

    /** {@code note}: what the reviewer wants to be known. */
    private record Form(String from, String note, List<BandForm> bands, List<WeightForm> weights) {}

    private record BandForm(int score, int intervalDays) {}

    private record WeightForm(String factor, int points, int most, String titleEn, String titleZh, String source) {}

    private final List<String> faults = new ArrayList<>();
    private final Map<Factor, Weight> weights = new EnumMap<>(Factor.class);

    private RiskFile() {}

    /** Reads a file; one with a fault is refused with all that are wrong in it. */
    public static RiskWeights read(String file, byte[] json) {
        return new RiskFile().check(file, ReviewedFile.read(file, json, Form.class));
    }

    private RiskWeights check(String file, Form form) {
        if (!file.endsWith("risk-" + form.from() + ".json")) {
            faults.add("the file holds from " + form.from() + " and must be named after that day");
        }
        LocalDate from = day(form.from());
        form.weights().forEach(this::add);
        Set<Factor> missing = EnumSet.allOf(Factor.class);
        missing.removeAll(weights.keySet());
        missing.forEach(factor -> faults.add("the factor " + factor + " has no weight; give it 0 points"));
        List<Band> bands = form.bands().stream()
                .map(band -> new Band(band.score(), band.intervalDays()))
                .toList();
        checkBands(bands);
        if (!faults.isEmpty()) {
            throw new ReviewedFile.Refused(file, faults);
        }
        return new RiskWeights(from, weights, bands);
    }

    private LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            faults.add("'" + text + "' is no date like 2026-08-15");
            return LocalDate.EPOCH;
        }
    }

    private void add(WeightForm form) {
        List<Factor> named = EnumSet.allOf(Factor.class).stream()
                .filter(factor -> factor.name().equals(form.factor()))
                .toList();
        if (named.isEmpty()) {
            faults.add("there is no factor " + form.factor());
        }
        if (form.points() < 0 || form.points() > MOST_POINTS || form.most() < 1 || form.most() > MOST_POINTS) {
            faults.add(form.factor() + " must have 0 to 1,000 points and count 1 to 1,000 times");
        }
        if (form.titleEn().isBlank()
                || form.titleZh().isBlank()
                || form.source().isBlank()) {
            faults.add(form.factor() + " must have both titles and a source");
        }
        Weight weight = new Weight(form.points(), form.most(), form.titleEn(), form.titleZh(), form.source());
        named.forEach(factor -> {
            if (weights.put(factor, weight) != null) {
                faults.add("the factor " + factor + " is there twice");
            }
        });
    }

    private void checkBands(List<Band> bands) {
        if (bands.isEmpty() || bands.getLast().score() != 0) {
            faults.add("the last band must begin at the score 0");
        }
        for (int i = 0; i < bands.size(); i++) {
            int days = bands.get(i).intervalDays();
            if (days < 1 || days > LONGEST_INTERVAL_DAYS) {
                faults.add("an interval of " + days + " days is not within 1 to " + LONGEST_INTERVAL_DAYS);
            }
            if (i > 0
                    && (bands.get(i).score() >= bands.get(i - 1).score()
                            || days < bands.get(i - 1).intervalDays())) {
                faults.add("bands must go from the highest score and shortest interval down");
            }
        }
    }
}
