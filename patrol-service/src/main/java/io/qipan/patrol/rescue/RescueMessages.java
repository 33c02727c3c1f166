package io.qipan.patrol.rescue;

import io.qipan.patrol.rescue.model.People;
import io.qipan.patrol.rescue.model.RescueFacts;
import io.qipan.patrol.rescue.model.RescueFacts.Partner;
import io.qipan.patrol.rescue.model.RescueKind;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.RescueRevision;
import io.qipan.patrol.rescue.model.Summary;
import io.qipan.proto.patrol.v1.PartnerForce;
import io.qipan.proto.patrol.v1.RescueRow;
import io.qipan.proto.patrol.v1.RescueSums;
import io.qipan.proto.patrol.v1.SummarizeRescuesResponse;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records of rescues on the wire and in the model. */
final class RescueMessages {

    private RescueMessages() {}

    /** Facts that somebody sends now. */
    static RescueFacts told(io.qipan.proto.patrol.v1.RescueFacts message, Instant now) {
        Instant ignored = Times.occurred(true, message.getHappenedAt(), now);
        return facts(message);
    }

    static RescueFacts facts(io.qipan.proto.patrol.v1.RescueFacts message) {
        return new RescueFacts(
                RescueKind.valueOf(message.getKind().name()),
                message.getDrill(),
                Times.instant(message.getHappenedAt()),
                PlaceMessages.point(message.getPoint()),
                message.getWater().strip(),
                message.getUnitsList(),
                message.getPartnersList().stream()
                        .map(partner -> new Partner(partner.getOrganisation(), partner.getPeople()))
                        .toList(),
                message.getDone(),
                new People(message.getPersuaded(), message.getHelped(), message.getRescued(), message.getDeceased()),
                Optional.of(message.getIncident()).filter(incident -> !incident.isEmpty()));
    }

    static io.qipan.proto.patrol.v1.RescueFacts message(RescueFacts facts) {
        return io.qipan.proto.patrol.v1.RescueFacts.newBuilder()
                .setKind(kind(facts.kind()))
                .setDrill(facts.drill())
                .setHappenedAt(Times.message(facts.happenedAt()))
                .setPoint(PlaceMessages.message(facts.point()))
                .setWater(facts.water())
                .addAllUnits(facts.units())
                .addAllPartners(facts.partners().stream()
                        .map(partner -> PartnerForce.newBuilder()
                                .setOrganisation(partner.organisation())
                                .setPeople(partner.people())
                                .build())
                        .toList())
                .setDone(facts.done())
                .setPersuaded(Math.toIntExact(facts.people().persuaded()))
                .setHelped(Math.toIntExact(facts.people().helped()))
                .setRescued(Math.toIntExact(facts.people().rescued()))
                .setDeceased(Math.toIntExact(facts.people().deceased()))
                .setIncident(facts.incident().orElse(""))
                .build();
    }

    private static io.qipan.proto.patrol.v1.RescueFacts.Kind kind(RescueKind kind) {
        return io.qipan.proto.patrol.v1.RescueFacts.Kind.valueOf(kind.name());
    }

    static io.qipan.proto.patrol.v1.RescueRecord message(RescueRecord record) {
        return io.qipan.proto.patrol.v1.RescueRecord.newBuilder()
                .setName(record.name())
                .setEtag(record.etag())
                .setCurrent(message(record.current()))
                .build();
    }

    static io.qipan.proto.patrol.v1.RescueRevision message(RescueRevision revision) {
        return io.qipan.proto.patrol.v1.RescueRevision.newBuilder()
                .setNumber(revision.number())
                .setFacts(message(revision.facts()))
                .setReason(revision.reason())
                .setMadeBy(revision.by())
                .setMadeAt(Times.message(revision.at()))
                .build();
    }

    static SummarizeRescuesResponse message(Summary real, Summary drills) {
        return SummarizeRescuesResponse.newBuilder()
                .addAllRows(rows(real))
                .setTotal(sums(real.records(), real.people()))
                .addAllDrillRows(rows(drills))
                .setDrillTotal(sums(drills.records(), drills.people()))
                .build();
    }

    private static List<RescueRow> rows(Summary summary) {
        return summary.rows().stream()
                .map(row -> RescueRow.newBuilder()
                        .setKind(kind(row.kind()))
                        .setWater(row.water())
                        .setSums(sums(row.records(), row.people()))
                        .build())
                .toList();
    }

    private static RescueSums sums(int records, People people) {
        return RescueSums.newBuilder()
                .setRecords(records)
                .setPersuaded(people.persuaded())
                .setHelped(people.helped())
                .setRescued(people.rescued())
                .setDeceased(people.deceased())
                .build();
    }
}
