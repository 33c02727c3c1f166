package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.missingperson.model.Coverage;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.dispatch.v1.SearchCoverage;
import io.qipan.proto.dispatch.v1.SearchSector.State;
import io.qipan.proto.dispatch.v1.SectorPass;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Locale;

/** Sectors on the wire. */
final class SearchSectorMessages {

    private SearchSectorMessages() {}

    static io.qipan.proto.dispatch.v1.SearchSector message(SearchSector sector) {
        io.qipan.proto.dispatch.v1.SearchSector.Builder message = io.qipan.proto.dispatch.v1.SearchSector.newBuilder()
                .setName(sector.id().name())
                .setEtag(Etag.of(sector.version()))
                .setState(State.valueOf(sector.state().word().toUpperCase(Locale.ROOT)))
                .setSearch(sector.search().name())
                .setLabel(sector.label())
                .setArea(message(sector.area()))
                .setAreaM2(sector.areaM2())
                .setSearcher(sector.searcher())
                .addAllPasses(sector.passes().stream()
                        .map(SearchSectorMessages::message)
                        .toList())
                .setOwner(sector.owner())
                .setReminders(sector.reminders())
                .setAddedAt(Times.message(sector.addedAt()))
                .setDrill(sector.drill());
        if (sector.state() instanceof Assigned assigned) {
            message.setAssignedAt(Times.message(assigned.at()))
                    .setNextDeadlineAt(Times.message(assigned.nextDeadlineAt()));
        }
        return message.build();
    }

    static Area message(Region region) {
        return Area.newBuilder()
                .addAllRing(region.ring().stream().map(PlaceMessages::message).toList())
                .build();
    }

    static Region region(Area message) {
        return new Region(
                message.getRingList().stream().map(PlaceMessages::point).toList());
    }

    static SectorPass message(io.qipan.dispatch.missingperson.model.SectorPass pass) {
        return SectorPass.newBuilder()
                .setSearcher(pass.searcher())
                .setFrom(Times.message(pass.from()))
                .setUntil(Times.message(pass.until()))
                .setShare(pass.share())
                .setShareWithin(pass.within())
                .setHow(pass.how())
                .setReportedBy(pass.reportedBy())
                .setReportedAt(Times.message(pass.reportedAt()))
                .build();
    }

    static io.qipan.dispatch.missingperson.model.SectorPass pass(SectorPass message) {
        return new io.qipan.dispatch.missingperson.model.SectorPass(
                message.getSearcher(),
                Times.instant(message.getFrom()),
                Times.instant(message.getUntil()),
                message.getShare(),
                message.getShareWithin(),
                message.getHow(),
                message.getReportedBy(),
                Times.instant(message.getReportedAt()));
    }

    static SearchCoverage coverage(List<SearchSector> sectors) {
        Coverage coverage = Coverage.of(sectors);
        return SearchCoverage.newBuilder()
                .setPlanned(count(sectors, "planned"))
                .setAssigned(count(sectors, "assigned"))
                .setSearched(count(sectors, "searched"))
                .setSearchAgain(count(sectors, "search_again"))
                .setAreaM2(coverage.areaM2())
                .setOverlapM2(coverage.overlapM2())
                .setStatedM2(coverage.statedM2())
                .setStatedLeastM2(coverage.leastM2())
                .setStatedMostM2(coverage.mostM2())
                .setDefinition(Coverage.DEFINITION)
                .build();
    }

    private static int count(List<SearchSector> sectors, String word) {
        return Math.toIntExact(sectors.stream()
                .filter(sector -> sector.state().word().equals(word))
                .count());
    }
}
