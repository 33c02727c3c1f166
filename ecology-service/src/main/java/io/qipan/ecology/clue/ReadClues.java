package io.qipan.ecology.clue;

import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.Likeness;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.LinkedIncident.Opened;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.GetClueResponse;
import io.qipan.proto.ecology.v1.HandedClue;
import io.qipan.proto.ecology.v1.ListCluesRequest;
import io.qipan.proto.ecology.v1.ListCluesResponse;
import io.qipan.proto.ecology.v1.ListHandedCluesRequest;
import io.qipan.proto.ecology.v1.ListHandedCluesResponse;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesRequest;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesResponse;
import io.qipan.proto.ecology.v1.PossibleDuplicate;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Clues for those who may read them. */
@Singleton
public class ReadClues {
    private static final int USUAL_PAGE = 50;
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    private final UnitOfWork unitOfWork;
    private final Clues clues;
    private final ClueRecords records;
    private final Cases cases;
    private final SuggestDuplicates suggestDuplicates;
    private final HandedScope handedScope;
    private final InstantSource clock;

    public ReadClues(
            UnitOfWork unitOfWork,
            Clues clues,
            ClueRecords records,
            Cases cases,
            SuggestDuplicates suggestDuplicates,
            HandedScope handedScope,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clues = clues;
        this.records = records;
        this.cases = cases;
        this.suggestDuplicates = suggestDuplicates;
        this.handedScope = handedScope;
        this.clock = clock;
    }

    GetClueResponse get(GetClueRequest request) {
        return unitOfWork.read(() -> GetClueResponse.newBuilder()
                .setClue(whole(records.get(request.getName())))
                .build());
    }

    /** With the case of its incident. Inside a unit of work. */
    io.qipan.proto.ecology.v1.Clue whole(Clue clue) {
        io.qipan.proto.ecology.v1.Clue message = message(clue);
        Optional<String> ofIncident = clue.incident()
                .flatMap(LinkedIncident::opened)
                .map(Opened::name)
                .flatMap(cases::findByIncident)
                .map(CaseFile::name);
        return message.getCase().isEmpty() && ofIncident.isPresent()
                ? message.toBuilder().setCase(ofIncident.get()).build()
                : message;
    }

    private io.qipan.proto.ecology.v1.Clue message(Clue clue) {
        return ClueMessages.message(clue, Times.now(clock));
    }

    ListCluesResponse list(ListCluesRequest request) {
        Instant now = Times.now(clock);
        String bound = "clues " + request.getOptionalState() + request.getOptionalSource() + request.getOverdue();
        Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), bound);
        List<Clue> found = list(ClueRequests.filter(request, now), page);
        return ListCluesResponse.newBuilder()
                .addAllClues(page.cut(found).stream().map(this::message).toList())
                .setNextPageToken(page.next(found, last -> last.id().toString()))
                .build();
    }

    ListHandedCluesResponse listHanded(ListHandedCluesRequest request, Caller caller) {
        String agency = ClueRequests.agency(caller).orElseThrow(() -> ClueRequests.nameless(caller));
        Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), "handed to " + agency);
        Optional<UUID> before = page.after(UUID::fromString);
        return unitOfWork.read(() -> {
            List<Clue> found = clues.list(Clues.Filter.handedTo(agency), before, page.size() + 1);
            return ListHandedCluesResponse.newBuilder()
                    .addAllClues(handedScope.seen(agency, page.cut(found), Times.now(clock)).stream()
                            .map(ReadClues::handed)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }

    private static HandedClue handed(Clue clue) {
        return ClueMessages.handed(clue, clue.decision().orElseThrow().at());
    }

    private List<Clue> list(Clues.Filter filter, Page page) {
        Optional<UUID> before = page.after(UUID::fromString);
        return unitOfWork.read(() -> clues.list(filter, before, page.size() + 1));
    }

    ListLikelyDuplicatesResponse suggest(ListLikelyDuplicatesRequest request) {
        List<Likeness> found = unitOfWork.read(() -> suggestDuplicates.suggest(request.getName()));
        return ListLikelyDuplicatesResponse.newBuilder()
                .addAllDuplicates(found.stream().map(this::duplicate).toList())
                .build();
    }

    private PossibleDuplicate duplicate(Likeness likeness) {
        PossibleDuplicate.Builder duplicate = PossibleDuplicate.newBuilder()
                .setClue(message(likeness.other()))
                .setHoursApart(likeness.apart().toSeconds() / SECONDS_OF_AN_HOUR)
                .setSameActivity(likeness.sameActivity());
        likeness.distanceM().ifPresent(duplicate::setDistanceM);
        return duplicate.build();
    }
}
