package io.qipan.launcher.replay;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.TwoPeople;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;

/**
 * What all steps of one replay share. Request ids follow from the row and the step, so that a replay that is run again asks
 * the same again. An etag is part of a request's body, so it is taken from the reply to the step before and from nowhere
 * else; where a deadline of the service has overtaken a step, it is sent under the next id of its own.
 */
final class Session {

    /** Raise it when a step's body changes, because an id belongs to one body. */
    private static final String MAPPING = "1";

    final CallServiceBlockingStub calls;
    final IncidentServiceBlockingStub incidents;
    final OrderServiceBlockingStub orders;
    final UnitServiceBlockingStub units;
    final TwoPeople twoPeople;
    final Retries retries;
    final Recording recording;
    final Ledger ledger = new Ledger();
    final Tally tally = new Tally();

    /**
     * @param second confirms what takes two people; a file does not tell who they were
     */
    Session(Recording recording, Channel dispatch, Channel patrol, CallCredentials second, Retries retries) {
        this.recording = recording;
        this.calls = CallServiceGrpc.newBlockingStub(dispatch);
        this.incidents = IncidentServiceGrpc.newBlockingStub(dispatch);
        this.orders = OrderServiceGrpc.newBlockingStub(dispatch);
        this.units = UnitServiceGrpc.newBlockingStub(patrol);
        this.retries = retries;
        this.twoPeople = TwoPeople.of(dispatch, Tokens.LOCAL_OPERATOR, second, retries);
    }

    /**
     * @param row what the step is about, for example a call and a unit
     * @param attempt 0, or how often the step was overtaken by another change
     */
    String requestId(String row, String step, int attempt) {
        return RequestId.of("replay", recording.format(), MAPPING, row, step, String.valueOf(attempt));
    }
}
