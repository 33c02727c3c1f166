package io.qipan.ecology.evidence;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.evidence.model.Content;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Puts a file that is in the store into the evidence of a case. */
@Singleton
public class KeepEvidence {
    private final EvidenceRecords records;
    private final Cases cases;
    private final Journal journal;
    private final InstantSource clock;

    public KeepEvidence(EvidenceRecords records, Cases cases, Journal journal, InstantSource clock) {
        this.records = records;
        this.cases = cases;
        this.journal = journal;
        this.clock = clock;
    }

    /** Before a file comes in: whether its case can take it. */
    void checkCase(String caseName) {
        CaseFile ignored = open(caseName, cases::find);
    }

    private static CaseFile open(String caseName, Function<UUID, Optional<CaseFile>> way) {
        CaseFile found = CaseName.parse(caseName)
                .flatMap(way)
                .orElseThrow(() -> Refusal.notFound(caseName).asException());
        if (found.state() instanceof Closed) {
            throw Refusal.illegalTransition(caseName, found.state().code(), "take evidence")
                    .asException();
        }
        return found;
    }

    Evidence keep(EvidenceHeader header, Content content, String bringer) {
        CaseFile file = open(header.getCase(), cases::lock);
        Instant now = Times.now(clock);
        Evidence evidence = new Evidence(
                        UuidCreator.getTimeOrderedEpoch(),
                        file.name(),
                        header.getTitle(),
                        header.getMediaType(),
                        content,
                        header.getFromDevice(),
                        Times.occurred(header.hasCapturedAt(), header.getCapturedAt(), now),
                        List.of())
                .broughtBy(bringer, now, header.getReason());
        records.add(evidence);
        journal.append(evidence.name(), "evidence.kept", now, header.getReason(), EvidenceMessages.message(evidence));
        return evidence;
    }
}
