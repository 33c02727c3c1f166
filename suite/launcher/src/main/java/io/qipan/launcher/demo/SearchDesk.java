package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.AddSectorRequest;
import io.qipan.proto.dispatch.v1.AssignSectorRequest;
import io.qipan.proto.dispatch.v1.CloseSearchRequest;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.proto.dispatch.v1.GetMissingSearchRequest;
import io.qipan.proto.dispatch.v1.ListMissingSearchesRequest;
import io.qipan.proto.dispatch.v1.ListSearchSectorsRequest;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc.MissingPersonServiceBlockingStub;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.proto.dispatch.v1.RecallSectorRequest;
import io.qipan.proto.dispatch.v1.ReportSectorRequest;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.ShowMissingPersonRequest;
import io.qipan.proto.dispatch.v1.ShowMissingPersonResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What dispatcher and crews do in a search for somebody. */
final class SearchDesk {

    private final Channel dispatch;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    SearchDesk(Channel dispatch, Cast cast) {
        this.dispatch = dispatch;
        this.cast = cast;
    }

    MissingSearch open(String incident, MissingPerson person, Instant lastSeen, Duration within) {
        OpenMissingSearchRequest request = OpenMissingSearchRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setIncident(incident)
                .setPerson(person)
                .setLastSeenAt(Stamps.of(lastSeen))
                .setLastSeenWithinS((int) within.toSeconds())
                .build();
        return retries.call(() -> searches(cast.dispatcher()).openMissingSearch(request))
                .getSearch();
    }

    MissingSearch search(String name) {
        GetMissingSearchRequest request =
                GetMissingSearchRequest.newBuilder().setName(name).build();
        return retries.call(() -> searches(cast.dispatcher()).getMissingSearch(request))
                .getSearch();
    }

    List<MissingSearch> ofIncident(String incident) {
        ListMissingSearchesRequest request = ListMissingSearchesRequest.newBuilder()
                .setOptionalIncident(incident)
                .build();
        return retries.call(() -> searches(cast.dispatcher()).listMissingSearches(request))
                .getSearchesList();
    }

    SearchSector add(String search, int number) {
        AddSectorRequest request = AddSectorRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setSearch(search)
                .setLabel("Park " + number)
                .setArea(EveningPlaces.sector(number))
                .build();
        return retries.call(() -> searches(cast.dispatcher()).addSector(request))
                .getSector();
    }

    SearchSector assign(SearchSector sector, String searcher) {
        AssignSectorRequest request = AssignSectorRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(sector.getName())
                .setEtag(sector.getEtag())
                .setSearcher(searcher)
                .build();
        return retries.call(() -> searches(cast.dispatcher()).assignSector(request))
                .getSector();
    }

    SearchSector recall(SearchSector sector, String reason) {
        RecallSectorRequest request = RecallSectorRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(sector.getName())
                .setEtag(sector.getEtag())
                .setReason(reason)
                .build();
        return retries.call(() -> searches(cast.dispatcher()).recallSector(request))
                .getSector();
    }

    /** Its searcher has gone through it. */
    SearchSector report(SearchSector sector, double share, String how) {
        ReportSectorRequest request = ReportSectorRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(sector.getName())
                .setEtag(sector.getEtag())
                .setFrom(sector.getAssignedAt())
                .setShare(share)
                .setShareWithin(0.1)
                .setHow(how)
                .build();
        return retries.call(() -> searches(cast.crew(sector.getSearcher())).reportSector(request))
                .getSector();
    }

    List<SearchSector> sectors(String search) {
        ListSearchSectorsRequest request =
                ListSearchSectorsRequest.newBuilder().setSearch(search).build();
        return retries.call(() -> searches(cast.dispatcher()).listSearchSectors(request))
                .getSectorsList();
    }

    /** Each look stands in the history of the search. */
    ShowMissingPersonResponse look(String search, CallCredentials who, String reason) {
        ShowMissingPersonRequest request = ShowMissingPersonRequest.newBuilder()
                .setName(search)
                .setReason(reason)
                .build();
        return retries.call(() -> searches(who).showMissingPerson(request));
    }

    MissingSearch found(String search, String unit, LocationInput place, String rationale) {
        return close(CloseSearchRequest.newBuilder()
                .setName(search)
                .setOutcome(SearchOutcome.FOUND_ALIVE)
                .setMeans(FindingMeans.BY_SECTOR)
                .setOptionalFoundBy(unit)
                .setFoundPlace(place)
                .setRationale(rationale));
    }

    MissingSearch nobodyIsMissing(String search, String rationale) {
        return close(CloseSearchRequest.newBuilder()
                .setName(search)
                .setOutcome(SearchOutcome.NOBODY_MISSING)
                .setRationale(rationale));
    }

    private MissingSearch close(CloseSearchRequest.Builder closing) {
        return Stale.again(() -> {
            CloseSearchRequest request = closing.setRequestId(RequestId.fresh())
                    .setEtag(search(closing.getName()).getEtag())
                    .build();
            return retries.call(() -> searches(cast.dispatcher()).closeSearch(request))
                    .getSearch();
        });
    }

    private MissingPersonServiceBlockingStub searches(CallCredentials who) {
        return MissingPersonServiceGrpc.newBlockingStub(dispatch).withCallCredentials(who);
    }
}
