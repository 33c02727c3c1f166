package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Declaration.Revoked;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Ends a declaration. */
@Singleton
public class RevokeDeclaration {
    private final Declarations declarations;
    private final Journal journal;

    public RevokeDeclaration(Declarations declarations, Journal journal) {
        this.declarations = declarations;
        this.journal = journal;
    }

    public Declaration revoke(UUID id, String etag, Revoked end) {
        Declaration revoked = declarations
                .lock(id)
                .orElseThrow(() -> Refusal.notFound(Declaration.name(id)).asException())
                .revoke(etag, end)
                .orRefuse();
        declarations.save(revoked);
        journal.append(revoked.name(), "medium.revoked", end.at(), end.reason(), SeasonMessages.message(revoked));
        return revoked;
    }
}
