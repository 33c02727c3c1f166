package io.qipan.dispatch.transfer;

import io.qipan.dispatch.transfer.model.ScopeList;
import java.util.Optional;

/** Every version of the scope list. Inside a unit of work only. */
public interface ScopeLists {

    /** The newest version, which holds. There is always one. */
    ScopeList newest();

    Optional<ScopeList> find(int version);

    /** Adds the next version, unless another one has come first: then false. */
    boolean add(ScopeList list);
}
