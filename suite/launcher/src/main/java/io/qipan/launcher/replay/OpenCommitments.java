package io.qipan.launcher.replay;

import io.grpc.Channel;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc.CommitmentServiceBlockingStub;
import io.qipan.proto.patrol.v1.ListCommitmentsRequest;
import io.qipan.proto.patrol.v1.ListCommitmentsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What patrol-service holds now: how many commitments are open on the board, on how many units, and which units more than
 * once. There should be none of those.
 */
record OpenCommitments(int open, int units, List<String> unitsHeldTwice) {

    private static final int PAGE = 1000;

    static OpenCommitments read(Channel patrol, Retries retries) {
        CommitmentServiceBlockingStub commitments = CommitmentServiceGrpc.newBlockingStub(patrol);
        List<Commitment> open = new ArrayList<>();
        String token = "";
        do {
            ListCommitmentsRequest request = ListCommitmentsRequest.newBuilder()
                    .setOpenOnly(true)
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListCommitmentsResponse page = retries.call(() -> commitments.listCommitments(request));
            open.addAll(page.getCommitmentsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return of(open);
    }

    static OpenCommitments of(List<Commitment> open) {
        Map<String, Long> perUnit =
                open.stream().collect(Collectors.groupingBy(Commitment::getUnit, Collectors.counting()));
        List<String> twice = perUnit.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new OpenCommitments(open.size(), perUnit.size(), twice);
    }
}
