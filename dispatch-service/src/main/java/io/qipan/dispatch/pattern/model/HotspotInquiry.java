package io.qipan.dispatch.pattern.model;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.pattern.model.HotspotSearch.Found;
import io.qipan.dispatch.pattern.model.HotspotSearch.Plan;
import io.qipan.dispatch.pattern.model.Raster.Cell;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A question with the incidents to answer it by. Answering takes up to some seconds of a processor. */
public final class HotspotInquiry {
    public static final int MOST_INCIDENTS = 50_000;
    /** Additions and comparisons, of which one took 2 to 4 ns of a core of 2026: up to ten seconds. */
    public static final long MOST_STEPS = 2_500_000_000L;

    public static final int MOST_HOTSPOTS = 100;

    private final HotspotQuestion question;
    private final int incidents;
    private final Exclusions excluded;
    private final Raster raster;
    private final String inputSha256;
    private final HotspotSearch search;

    private HotspotInquiry(HotspotQuestion question, List<Placed> placed, Exclusions excluded) {
        this.question = question;
        this.incidents = placed.size();
        this.excluded = excluded;
        this.raster =
                Raster.around(placed.stream().mapToDouble(Placed::latitude).toArray(), question.cellM());
        Map<String, List<Occurrence>> byType = new TreeMap<>();
        placed.forEach(each ->
                byType.computeIfAbsent(each.type(), type -> new ArrayList<>()).add(occurrence(each)));
        this.inputSha256 = sha256(byType);
        this.search = new HotspotSearch(
                byType,
                new Plan(
                        question.days(),
                        question.ring(),
                        question.longestDays(),
                        question.permutations(),
                        question.level(),
                        question.seed()));
    }

    /**
     * Refuses ANALYSIS_TOO_LARGE, INVALID_FIELD.
     *
     * @param placed at most {@link #MOST_INCIDENTS}, in an order that is always the same
     */
    public static Decision<HotspotInquiry> of(HotspotQuestion question, List<Placed> placed, Exclusions excluded) {
        HotspotInquiry inquiry = new HotspotInquiry(question, placed, excluded);
        long steps = inquiry.search.steps();
        if (steps > MOST_STEPS) {
            return Decision.refuse(tooLarge(
                    "steps",
                    steps,
                    MOST_STEPS,
                    "ask for larger cells, a shorter period, a smaller radius, fewer types or fewer permutations"));
        }
        int fewest = inquiry.search.fewestPermutations();
        if (question.permutations() < fewest) {
            String problem = question.permutations() + " are too few to declare anything of so many types at level "
                    + question.level() + ": ask for " + fewest + " or more, or for fewer types";
            return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "permutations: " + problem + ".")
                    .withViolations(List.of(new Refusal.Violation("permutations", problem))));
        }
        return Decision.grant(inquiry);
    }

    /** The refusal of more than can be computed with. */
    public static Refusal tooLarge(String of, long found, long limit, String advice) {
        return Refusal.of(
                        Reason.ANALYSIS_TOO_LARGE,
                        "There are " + found + " " + of + ", and at most " + limit + " are computed with: " + advice
                                + ".")
                .with("of", of)
                .with("found", Long.toString(found))
                .with("limit", Long.toString(limit));
    }

    public HotspotAnalysis answer(HotspotAnalysisId id, String madeBy, Instant madeAt) {
        List<Found> found = search.run();
        List<Hotspot> hotspots = hotspots(found);
        int told = Math.min(hotspots.size(), MOST_HOTSPOTS);
        return new HotspotAnalysis(
                id,
                question,
                madeBy,
                madeAt,
                incidents,
                excluded,
                inputSha256,
                raster,
                found.stream().map(HotspotInquiry::finding).toList(),
                hotspots.subList(0, told),
                hotspots.size() - told);
    }

    private List<Hotspot> hotspots(List<Found> found) {
        List<Hotspot> all = new ArrayList<>();
        found.forEach(type -> type.declared()
                .forEach(judged -> all.add(
                        new Hotspot(0, type.type(), judged.cylinder(), judged.pValue(), raster, question.from()))));
        all.sort(Comparator.comparingDouble(Hotspot::pValue)
                .thenComparing(hotspot -> -hotspot.cylinder().logRatio())
                .thenComparing(Hotspot::type));
        List<Hotspot> numbered = new ArrayList<>();
        all.forEach(each -> numbered.add(each.numbered(numbered.size() + 1)));
        return numbered;
    }

    private static TypeFinding finding(Found found) {
        return new TypeFinding(
                found.type(),
                found.incidents(),
                found.cells(),
                found.tested(),
                found.pValue(),
                found.threshold(),
                found.declared().size());
    }

    private Occurrence occurrence(Placed placed) {
        Cell cell = raster.cell(placed.latitude(), placed.longitude());
        return new Occurrence(cell.column(), cell.row(), (int) ChronoUnit.DAYS.between(question.from(), placed.day()));
    }

    private static String sha256(Map<String, List<Occurrence>> byType) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byType.forEach((type, all) -> all.forEach(
                    each -> digest.update((type + ' ' + each.column() + ' ' + each.row() + ' ' + each.day() + '\n')
                            .getBytes(StandardCharsets.UTF_8))));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
