package io.qipan.dispatch.attention;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.GetAttentionRequest;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListAttentionsResponse;
import io.qipan.proto.dispatch.v1.SettleAttentionRequest;
import io.qipan.proto.dispatch.v1.TakeAttentionRequest;
import io.qipan.runtime.caller.Role;
import java.util.List;

/** The queue as people at the desk see and work it. */
abstract class AttentionScenario extends DispatchScenario {

    Desk li() {
        return new Desk(harness.channelOf("li", Role.DISPATCHER));
    }

    ListAttentionsResponse queue() {
        return desk().attentions.listAttentions(ListAttentionsRequest.getDefaultInstance());
    }

    List<Attention> of(Kind kind) {
        return desk().attentions
                .listAttentions(
                        ListAttentionsRequest.newBuilder().setOptionalKind(kind).build())
                .getAttentionsList();
    }

    Attention only(Kind kind) {
        List<Attention> found = of(kind);
        if (found.size() != 1) {
            throw new AssertionError("Not one of " + kind + " is open but " + found);
        }
        return found.getFirst();
    }

    Attention now(Attention attention) {
        return desk().attentions
                .getAttention(GetAttentionRequest.newBuilder()
                        .setName(attention.getName())
                        .build())
                .getAttention();
    }

    static Attention take(Desk by, Attention attention) {
        return by.attentions
                .takeAttention(TakeAttentionRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(attention.getName())
                        .setEtag(attention.getEtag())
                        .build())
                .getAttention();
    }

    static Attention settle(Desk by, Attention attention) {
        return by.attentions
                .settleAttention(SettleAttentionRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(attention.getName())
                        .setEtag(attention.getEtag())
                        .setNote("told them over the radio")
                        .build())
                .getAttention();
    }
}
