package io.qipan.dispatch.referral.model;

import io.qipan.dispatch.call.model.Channel;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.runtime.place.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an agency has handed over, as it was told. Nothing of it changes.
 *
 * @param agency {@code agencies/{code}}
 * @param reference their key, once for each agency
 * @param code of the scope list
 * @param callerId masked
 * @param receivedThere when the caller told them
 * @param after the one that was returned before
 * @param round how often it has been offered, from 1
 */
public record Matter(
        String agency,
        String reference,
        String code,
        int scopeVersion,
        Mode mode,
        String text,
        List<Location> locations,
        String callerId,
        boolean consent,
        boolean drill,
        Optional<Instant> receivedThere,
        Optional<ReferralId> after,
        int round) {

    private static final String HOTLINE = "agencies/12345";

    public Matter {
        locations = List.copyOf(locations);
    }

    /** With what was told later, for the call that it becomes. */
    public Matter and(String told, List<Location> places) {
        return new Matter(
                agency,
                reference,
                code,
                scopeVersion,
                mode,
                text + "\n" + told,
                Stream.concat(locations.stream(), places.stream()).toList(),
                callerId,
                consent,
                drill,
                receivedThere,
                after,
                round);
    }

    /** How the call that it becomes says where it comes from. */
    public Channel channel() {
        return agency.equals(HOTLINE) ? Channel.HOTLINE : Channel.AGENCY_TRANSFER;
    }

    /** The agency's reference among those of all: {@code 12345/W-17}. */
    public String externalReference() {
        return agency.substring(agency.indexOf('/') + 1) + "/" + reference;
    }
}
