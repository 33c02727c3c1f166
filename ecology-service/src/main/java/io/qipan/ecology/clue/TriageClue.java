package io.qipan.ecology.clue;

import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.OpenCase;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.Disposition;
import io.qipan.ecology.clue.model.Disposition.HandedTo;
import io.qipan.ecology.clue.model.Disposition.MergedInto;
import io.qipan.ecology.clue.model.Disposition.NotEnough;
import io.qipan.ecology.clue.model.Disposition.ToCase;
import io.qipan.ecology.clue.model.Disposition.ToIncident;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.Triage;
import io.qipan.proto.ecology.v1.TriageClueRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Decides what is done with a clue. */
@Singleton
public class TriageClue {
    /** So that one answer stays one unit of work. */
    static final int MOST_MERGED = 500;

    private final Clues clues;
    private final ClueRecords records;
    private final Cases cases;
    private final OpenCase openCase;
    private final HandedScope handedScope;
    private final TermBook terms;
    private final InstantSource clock;

    public TriageClue(
            Clues clues,
            ClueRecords records,
            Cases cases,
            OpenCase openCase,
            HandedScope handedScope,
            TermBook terms,
            InstantSource clock) {
        this.clues = clues;
        this.records = records;
        this.cases = cases;
        this.openCase = openCase;
        this.handedScope = handedScope;
        this.terms = terms;
        this.clock = clock;
    }

    public Clue triage(TriageClueRequest request, String by) {
        // Both rows of a merge at once: whoever locks several does it in the same order.
        List<Clue> other = request.hasMergeInto() ? lockBoth(request.getName(), request.getMergeInto()) : List.of();
        Clue found = records.lock(request.getName())
                .unchangedSince(request.getEtag())
                .orRefuse();
        if (found.state() instanceof Answered) {
            // Before a case is opened for nothing.
            throw illegal(found, "be triaged").asException();
        }
        Instant now = Times.now(clock);
        Disposition disposition = disposition(request, found, other, by, now);
        Clue triaged = terms.recounted(found)
                .triaged(new Triage(disposition, request.getReason(), now, by))
                .orRefuse();
        String action = "clue." + request.getDispositionCase().name().toLowerCase(Locale.ROOT);
        return records.change(triaged, action, now, request.getReason());
    }

    private List<Clue> lockBoth(String name, String into) {
        UUID id = ClueRecords.id(name).orElseThrow(() -> Refusal.notFound(name).asException());
        UUID other =
                ClueRecords.id(into).orElseThrow(() -> Refusal.notFound(into).asException());
        return clues.lockAll(List.of(id, other));
    }

    private Disposition disposition(TriageClueRequest request, Clue clue, List<Clue> locked, String by, Instant now) {
        return switch (request.getDispositionCase()) {
            case OPEN_CASE -> opened(clue, by);
            case TO_CASE -> toCase(clue, request.getToCase());
            case OPEN_INCIDENT -> toIncident(clue);
            case MERGE_INTO -> merged(clue, request.getMergeInto(), locked);
            case HAND_TO -> handedTo(clue, request.getHandTo(), now);
            case NOT_ENOUGH -> new NotEnough();
            case DISPOSITION_NOT_SET -> throw new IllegalStateException("The contract demands a disposition");
        };
    }

    /** What the clue tells is mostly older than what a case of its incident knows, and is not added to it. */
    private Disposition opened(Clue clue, String by) {
        return linked(
                clue,
                clue.incident()
                        .flatMap(LinkedIncident::opened)
                        .map(LinkedIncident.Opened::name)
                        .flatMap(cases::findByIncident)
                        .orElseGet(() -> openCase.openUnlessThere(facts(clue), by)));
    }

    private static Facts facts(Clue clue) {
        Report report = clue.report();
        String activity = report.activity()
                .orElseThrow(() -> incomplete(clue, "an activity: nobody could say what was done")
                        .asException());
        if (clue.incident().filter(LinkedIncident::isWaiting).isPresent()) {
            throw incomplete(clue, "its incident, which dispatch-service has not opened yet and which brings its case")
                    .asException();
        }
        return new Facts(
                activity,
                report.occurredAt(),
                report.point(),
                report.uncertaintyM(),
                report.summary(),
                clue.incident().flatMap(LinkedIncident::opened).map(LinkedIncident.Opened::name),
                report.drill());
    }

    private Disposition toCase(Clue clue, String name) {
        return CaseName.parse(name)
                .flatMap(cases::find)
                .map(file -> linked(clue, file))
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    private static Disposition linked(Clue clue, CaseFile file) {
        if (file.facts().drill() != clue.report().drill()) {
            throw illegal(clue, "go to " + file.name() + ": one of them is an exercise")
                    .asException();
        }
        return new ToCase(file.name());
    }

    private static Disposition toIncident(Clue clue) {
        if (clue.report().point().isEmpty() && clue.report().placeText().isBlank()) {
            throw incomplete(clue, "a point or a place in words: nobody could go there")
                    .asException();
        }
        return new ToIncident();
    }

    private Disposition merged(Clue clue, String into, List<Clue> locked) {
        Clue target = locked.stream()
                .filter(found -> found.name().equals(into))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(into).asException());
        String wrong = "";
        if (target.id().equals(clue.id())) {
            wrong = "be merged into itself";
        } else if (target.state() instanceof Answered) {
            wrong = "be merged into " + into + ", which is answered";
        } else if (target.decision()
                .filter(d -> d.disposition() instanceof MergedInto)
                .isPresent()) {
            wrong = "be merged into " + into + ", which is merged itself: name that one";
        } else if (target.report().drill() != clue.report().drill()) {
            wrong = "be merged into " + into + ": one of them is an exercise";
        } else if (clue.incident().filter(LinkedIncident::isUnderWay).isPresent()) {
            wrong = "be merged before its incident has ended";
        } else if (!clues.mergedInto(clue.id(), 1).isEmpty()) {
            wrong = "be merged: others are merged into it";
        } else if (clues.mergedInto(target.id(), MOST_MERGED).size() == MOST_MERGED) {
            wrong = "be merged into " + into + ", which has " + MOST_MERGED + " already";
        }
        if (!wrong.isEmpty()) {
            throw illegal(clue, wrong).asException();
        }
        return new MergedInto(target.id());
    }

    private Disposition handedTo(Clue clue, String agency, Instant now) {
        handedScope.checkAgreed(agency, clue, now);
        return new HandedTo(agency);
    }

    private static Refusal illegal(Clue clue, String action) {
        return Refusal.illegalTransition(clue.name(), clue.state().code(), action);
    }

    private static Refusal incomplete(Clue clue, String missing) {
        return Refusal.of(Reason.INCOMPLETE, clue.name() + " lacks " + missing + ".")
                .with("resource", clue.name())
                .with("missing", missing);
    }
}
