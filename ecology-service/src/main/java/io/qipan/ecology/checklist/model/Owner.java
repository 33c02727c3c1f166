package io.qipan.ecology.checklist.model;

import io.qipan.ecology.chief.model.Post;

/** Who has to do what a point asks. */
public sealed interface Owner {

    /** @param subject of a token, or the name of a desk */
    record Account(String subject) implements Owner {}

    /** Whoever holds a post of the template's jurisdiction when the list is made. */
    record HolderOf(Post post) implements Owner {}
}
