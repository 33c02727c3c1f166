package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.CustodyHead;
import io.qipan.ecology.evidence.model.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known of all evidence beside its content. Inside a unit of work only. */
public interface EvidenceRecords {

    void add(Evidence evidence);

    /** Keeps the last custody entry of evidence that was {@link #lock locked}. */
    void appendCustody(Evidence evidence);

    /** Keeps the last review of evidence that was {@link #lock locked}. */
    void appendReview(Evidence evidence);

    Optional<Evidence> find(UUID id);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<Evidence> lock(UUID id);

    /** How the chain ended when the journal was told of it last; empty if it never was. */
    Optional<CustodyHead> journaledHead(String evidence);

    /** Those of these that belong to a case, {@code cases/{uuid}}. */
    Set<UUID> idsOf(String caseName, Set<UUID> ids);

    /** Of one case, {@code cases/{uuid}}, the newest first. */
    List<Evidence> list(String caseName, Optional<UUID> before, int most);
}
