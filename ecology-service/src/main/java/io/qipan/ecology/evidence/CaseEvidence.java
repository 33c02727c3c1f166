package io.qipan.ecology.evidence;

import io.qipan.ecology.casefile.EvidenceOfCases;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What steps of a case ask of its evidence. */
@Singleton
public class CaseEvidence implements EvidenceOfCases {
    private static final String REVIEW = "行政处罚法 Art 41";

    private static final int MOST_NAMED = 10;

    private final EvidenceRecords records;

    public CaseEvidence(EvidenceRecords records) {
        this.records = records;
    }

    @Override
    public void checkOf(String caseName, List<String> names) {
        Set<UUID> ids =
                names.stream().map(EvidenceName::id).flatMap(Optional::stream).collect(Collectors.toSet());
        Set<UUID> known = ids.isEmpty() ? Set.of() : records.idsOf(caseName, ids);
        names.stream()
                .filter(name -> EvidenceName.id(name).filter(known::contains).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.notFound(name).asException();
                });
    }

    @Override
    public void checkReviewed(String caseName) {
        List<Evidence> all = records.list(caseName, Optional.empty(), Integer.MAX_VALUE);
        List<String> waiting = all.stream()
                .filter(Evidence::waitsForReview)
                .map(Evidence::name)
                .toList();
        if (!waiting.isEmpty()) {
            throw incomplete(
                    caseName,
                    "a device has recorded " + named(waiting)
                            + ", and nobody has reviewed it: unreviewed it is no evidence for a penalty."
                            + " Review it (ReviewEvidence).");
        }
        if (!all.isEmpty() && all.stream().noneMatch(Evidence::mayProve)) {
            throw incomplete(
                    caseName,
                    "none of its evidence has passed its review, so the penalty would rest on nothing. Keep other evidence,"
                            + " or decide that there is no penalty.");
        }
    }

    private static String named(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return names.size() > MOST_NAMED ? some + " and " + (names.size() - MOST_NAMED) + " others" : some;
    }

    private static RuntimeException incomplete(String caseName, String text) {
        return Refusal.of(Reason.INCOMPLETE, caseName + " cannot be penalised: " + text + " (" + REVIEW + ")")
                .with("resource", caseName)
                .with("missing", "evidence_review")
                .asException();
    }
}
