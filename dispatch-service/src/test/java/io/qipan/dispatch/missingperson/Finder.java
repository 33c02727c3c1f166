package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.newId;

import io.grpc.Channel;
import io.qipan.dispatch.Places;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.AddSectorRequest;
import io.qipan.proto.dispatch.v1.AmendMissingPersonRequest;
import io.qipan.proto.dispatch.v1.AssignSectorRequest;
import io.qipan.proto.dispatch.v1.CloseSearchRequest;
import io.qipan.proto.dispatch.v1.CloseSearchResponse;
import io.qipan.proto.dispatch.v1.ConfirmNoticeWithdrawalRequest;
import io.qipan.proto.dispatch.v1.DraftNoticeRequest;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.proto.dispatch.v1.GetMissingNoticeRequest;
import io.qipan.proto.dispatch.v1.GetMissingSearchRequest;
import io.qipan.proto.dispatch.v1.GetMissingSearchResponse;
import io.qipan.proto.dispatch.v1.GetSearchSectorRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc.MissingNoticeServiceBlockingStub;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc.MissingPersonServiceBlockingStub;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.NoticeBasis;
import io.qipan.proto.dispatch.v1.NoticeFact;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.proto.dispatch.v1.ReleaseNoticeRequest;
import io.qipan.proto.dispatch.v1.ReportSectorRequest;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.ShowMissingPersonRequest;
import io.qipan.proto.dispatch.v1.ShowMissingPersonResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;

/** Somebody who searches, over gRPC, as the channel's token says. */
final class Finder {
    final MissingPersonServiceBlockingStub searches;
    final MissingNoticeServiceBlockingStub notices;

    Finder(Channel channel) {
        searches = MissingPersonServiceGrpc.newBlockingStub(channel);
        notices = MissingNoticeServiceGrpc.newBlockingStub(channel);
    }

    /** A girl of nine who was seen at the river. */
    static MissingPerson.Builder aGirl() {
        return MissingPerson.newBuilder()
                .setName("乌日娜")
                .setAge(9)
                .setSex(MissingPerson.Sex.FEMALE)
                .setDescription("a scar over the left eye")
                .setClothing("yellow rain coat")
                .setLastSeenPlace(riverWords())
                .setCircumstances("went to fetch water")
                .addAtRiskFor("diabetes");
    }

    static LocationInput riverWords() {
        return LocationInput.newBuilder()
                .setText("third pumping station")
                .setSource(LocationSource.CALLER)
                .build();
    }

    static OpenMissingSearchRequest.Builder aSearch(Incident incident, Instant lastSeenAt) {
        return OpenMissingSearchRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setPerson(aGirl())
                .setLastSeenAt(Times.message(lastSeenAt));
    }

    MissingSearch open(Incident incident, Instant lastSeenAt) {
        return open(aSearch(incident, lastSeenAt));
    }

    MissingSearch open(OpenMissingSearchRequest.Builder request) {
        return searches.openMissingSearch(request.build()).getSearch();
    }

    GetMissingSearchResponse get(MissingSearch search) {
        return searches.getMissingSearch(
                GetMissingSearchRequest.newBuilder().setName(search.getName()).build());
    }

    MissingSearch now(MissingSearch search) {
        return get(search).getSearch();
    }

    SearchSector now(SearchSector sector) {
        return searches.getSearchSector(GetSearchSectorRequest.newBuilder()
                        .setName(sector.getName())
                        .build())
                .getSector();
    }

    MissingNotice now(MissingNotice notice) {
        return notices.getMissingNotice(GetMissingNoticeRequest.newBuilder()
                        .setName(notice.getName())
                        .build())
                .getNotice();
    }

    MissingSearch amend(MissingSearch search, MissingPerson.Builder person, Instant lastSeenAt) {
        return searches.amendMissingPerson(AmendMissingPersonRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(search.getName())
                        .setEtag(search.getEtag())
                        .setPerson(person)
                        .setLastSeenAt(Times.message(lastSeenAt))
                        .setReason("the teacher knows better")
                        .build())
                .getSearch();
    }

    static CloseSearchRequest.Builder closing(MissingSearch search, SearchOutcome outcome) {
        return CloseSearchRequest.newBuilder()
                .setRequestId(newId())
                .setName(search.getName())
                .setEtag(search.getEtag())
                .setOutcome(outcome)
                .setRationale("as told over the radio");
    }

    static CloseSearchRequest.Builder found(MissingSearch search) {
        return closing(search, SearchOutcome.FOUND_ALIVE)
                .setMeans(FindingMeans.BY_SECTOR)
                .setOptionalFoundBy("units/boat-1")
                .setFoundPlace(riverWords().toBuilder().setText("in the reeds"));
    }

    CloseSearchResponse close(CloseSearchRequest.Builder request) {
        return searches.closeSearch(request.build());
    }

    ShowMissingPersonResponse show(MissingSearch search) {
        return searches.showMissingPerson(ShowMissingPersonRequest.newBuilder()
                .setName(search.getName())
                .setReason("briefing the boats")
                .build());
    }

    /** A square with its corner so many hundredths of a degree east of the river bank. */
    static Area square(int east) {
        Area.Builder area = Area.newBuilder();
        for (double[] corner : new double[][] {{0, 0}, {0, 1}, {1, 1}, {1, 0}}) {
            area.addRing(Point.newBuilder()
                    .setLatitude(Places.RIVER_BANK.latitude() + corner[0] / 100)
                    .setLongitude(Places.RIVER_BANK.longitude() + (east + corner[1]) / 100)
                    .setDatum(Datum.WGS84));
        }
        return area.build();
    }

    SearchSector add(MissingSearch search, Area area) {
        return searches.addSector(AddSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setSearch(search.getName())
                        .setLabel("reeds")
                        .setArea(area)
                        .build())
                .getSector();
    }

    SearchSector assign(SearchSector sector, String searcher) {
        return searches.assignSector(AssignSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(sector.getName())
                        .setEtag(sector.getEtag())
                        .setSearcher(searcher)
                        .build())
                .getSector();
    }

    SearchSector report(SearchSector sector, Instant from, double share, double within) {
        return searches.reportSector(ReportSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(sector.getName())
                        .setEtag(sector.getEtag())
                        .setFrom(Times.message(from))
                        .setShare(share)
                        .setShareWithin(within)
                        .setHow("by boat, along the reeds")
                        .build())
                .getSector();
    }

    static NoticeBasis.Builder mother(NoticeFact... facts) {
        return NoticeBasis.newBuilder()
                .setKind(NoticeBasis.Kind.GUARDIAN)
                .setGivenAs("mother")
                .addAllFacts(List.of(facts));
    }

    static DraftNoticeRequest.Builder aNotice(MissingSearch search, NoticeBasis.Builder basis, NoticeFact... facts) {
        return DraftNoticeRequest.newBuilder()
                .setRequestId(newId())
                .setSearch(search.getName())
                .setBasis(basis)
                .addAllFacts(List.of(facts))
                .setContact("0473-110")
                .addChannels("village-radio")
                .addChannels("local-tv");
    }

    MissingNotice draft(DraftNoticeRequest.Builder request) {
        return notices.draftNotice(request.build()).getNotice();
    }

    MissingNotice release(MissingNotice notice) {
        return notices.releaseNotice(ReleaseNoticeRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .build())
                .getNotice();
    }

    MissingNotice confirm(MissingNotice notice, String channel) {
        return notices.confirmNoticeWithdrawal(ConfirmNoticeWithdrawalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setChannel(channel)
                        .setConfirmedBy("the night editor")
                        .build())
                .getNotice();
    }
}
