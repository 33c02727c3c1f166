package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.incident.OpenSearches;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.TestKeys;
import java.util.List;

/** Searches for missing people put together by hand; opens them to tests of other features. */
public record MissingPersonFeature(RpcService rpc, RpcService noticeRpc, List<DeadlineHandler> handlers) {

    public static OpenSearches openSearches() {
        return new OpenSearchesOfIncident(new PostgresMissingSearches());
    }

    public static MissingPersonFeature onPostgres(Surroundings around, IncidentRecords incidents, OpenOrders orders) {
        MissingSearches searches = new PostgresMissingSearches();
        SearchSectors sectors = new PostgresSearchSectors();
        MissingNotices notices = new PostgresMissingNotices();
        LockedMessages locked = new PostgresLockedMessages(TestKeys.personal());
        SearchPace pace = new SearchPace(around.settings());
        MissingSearchRecords records = new MissingSearchRecords(searches, around.journal(), around.deadlines());
        SearchSectorRecords sectorRecords =
                new SearchSectorRecords(sectors, records, around.journal(), around.deadlines());
        MissingNoticeRecords noticeRecords =
                new MissingNoticeRecords(notices, records, around.journal(), around.deadlines());
        return new MissingPersonFeature(
                new MissingPersonRpc(
                        around.unitOfWork(),
                        new OpenMissingSearch(records, incidents, openSearches(), locked, pace, around.clock()),
                        new WorkSearch(
                                records, sectorRecords, noticeRecords, locked, pace, around.settings(), around.clock()),
                        new CloseSearch(
                                records, sectorRecords, noticeRecords, locked, around.settings(), around.clock()),
                        new WorkSector(
                                sectorRecords,
                                records,
                                new PostgresSearchingUnits(),
                                around.settings(),
                                around.clock()),
                        new ShowMissingPerson(
                                records, sectorRecords, noticeRecords, locked, incidents, orders, around.clock()),
                        searches,
                        records,
                        sectors,
                        sectorRecords,
                        incidents),
                new MissingNoticeRpc(
                        around.unitOfWork(),
                        new WorkNotice(noticeRecords, records, locked, around.settings(), around.clock()),
                        notices),
                List.of(
                        new WidenByTheClock(records, pace, around.clock()),
                        new RemindOfSector(sectorRecords, around.settings(), around.clock()),
                        new RemindOfNotice(noticeRecords, around.settings(), around.clock())));
    }
}
