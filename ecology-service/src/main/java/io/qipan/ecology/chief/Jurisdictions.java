package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.JurisdictionVersion;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Territory;
import java.util.List;

/** The jurisdictions in all their revisions. Inside a unit of work only. */
public interface Jurisdictions {

    /** Keeps others from making a revision until the end of the unit of work. */
    void lock();

    /** The number of the newest revision; 0 if there is none. */
    long newest();

    /** From the first to the newest. */
    List<JurisdictionRevision> revisions();

    /** All that the newest revision has. */
    Territory present();

    /** The names of those that the newest revision has in a layer. */
    List<String> namesOf(Layer layer);

    /** All versions there are and were, in no order. */
    List<JurisdictionVersion> versions();

    /** All versions of one, in no order. */
    List<JurisdictionVersion> versionsOf(String name);

    /** Adds the next revision. What it changes or removes is valid until it, and no more. */
    void add(JurisdictionRevision revision, Territory.Change change);
}
