package io.qipan.ecology.chief.model;

import io.qipan.ecology.agency.model.ResourceKind;

/** All jurisdictions of one kind on one level. */
public record Layer(ResourceKind kind, Level level) {

    @Override
    public String toString() {
        return kind.code() + "-" + level.code();
    }
}
