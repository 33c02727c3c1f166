package io.qipan.ecology.fieldwork;

import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord.Matter;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What every entry has to keep: what it names is there, its time is past, its place is in WGS-84. */
@Singleton
class EntryCheck {
    private final ResponsibleAgencies agencies;
    private final Cases cases;

    EntryCheck(ResponsibleAgencies agencies, Cases cases) {
        this.agencies = agencies;
        this.cases = cases;
    }

    /** The entry with its time and its place. */
    FieldEntry complete(FieldEntry entry, Instant now) {
        agencies.mustKnow(entry.getAgency());
        if (entry.hasCoerciveMeasure()) {
            mustKnowCase(entry.getCoerciveMeasure().getCase());
        }
        if (entry.hasSeizure()) {
            mustKnowCase(entry.getSeizure().getCase());
        }
        FieldEntry.Builder complete = entry.toBuilder()
                .setHappenedAt(Times.message(Times.occurred(entry.hasHappenedAt(), entry.getHappenedAt(), now)));
        if (entry.hasPoint()) {
            complete.setPoint(
                    PlaceMessages.message(PlaceMessages.point(entry.getPoint()).toWgs84()));
        }
        return complete.build();
    }

    private void mustKnowCase(String name) {
        if (CaseName.parse(name).flatMap(cases::find).isEmpty()) {
            throw Refusal.notFound(name).asException();
        }
    }

    static Matter matter(FieldEntry entry) {
        return Matter.valueOf(entry.getMatterCase().name());
    }
}
