package io.qipan.launcher.demo;

import io.grpc.Channel;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentMerge;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkResponse;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads an evening back from the board, by the references of its calls and nothing that the story remembers. */
final class EveningReader {

    private static final int PAGE = 1_000;

    private final Channel dispatch;
    private final Cast cast;
    private final Evening evening;
    private final EveningDesks desks;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    EveningReader(Channel dispatch, Cast cast, Evening evening, EveningDesks desks) {
        this.dispatch = dispatch;
        this.cast = cast;
        this.evening = evening;
        this.desks = desks;
    }

    EveningRecord read() {
        Map<Integer, Call> calls = calls();
        Map<String, Incident> incidents = new LinkedHashMap<>();
        calls.values().stream()
                .map(Call::getIncident)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> incidents.put(name, desks.desk().incident(name)));
        List<Order> orders = each(incidents.keySet().stream(), desks.desk()::ordersOf);
        List<Transfer> transfers = each(calls.values().stream().map(Call::getName), desks.transfers()::ofCall);
        List<MissingSearch> searches = each(incidents.keySet().stream(), desks.searches()::ofIncident);
        List<SearchSector> sectors = each(searches.stream().map(MissingSearch::getName), desks.searches()::sectors);
        List<MissingNotice> notices = each(searches.stream().map(MissingSearch::getName), desks.notices()::ofSearch);
        Optional<CommandOrder> command = desks.commands().of(evening);
        List<CommandNotice> commandNotices =
                each(command.stream().map(CommandOrder::getName), desks.commands()::notices);
        List<ContingencyActivation> activations = each(incidents.keySet().stream(), desks.plans()::ofIncident).stream()
                .distinct()
                .toList();
        List<ContingencyTask> tasks =
                each(activations.stream().map(ContingencyActivation::getName), desks.plans()::tasks);
        Set<String> names = new HashSet<>(incidents.keySet());
        calls.values().forEach(call -> names.add(call.getName()));
        orders.forEach(order -> names.add(order.getName()));
        transfers.forEach(transfer -> names.add(transfer.getName()));
        searches.forEach(search -> names.add(search.getName()));
        sectors.forEach(sector -> names.add(sector.getName()));
        notices.forEach(notice -> names.add(notice.getName()));
        command.ifPresent(order -> names.add(order.getName()));
        activations.forEach(activation -> names.add(activation.getName()));
        tasks.forEach(task -> names.add(task.getName()));
        return new EveningRecord(
                calls,
                incidents,
                merges(calls, EveningCaller.FIRST, false),
                merges(calls, EveningCaller.CONTAINER, true),
                orders,
                transfers,
                searches,
                whereFound(searches),
                sectors,
                notices,
                command,
                commandNotices,
                activations,
                tasks,
                desks.plans()
                        .newest(EveningPlan.PLAN)
                        .filter(plan -> !plan.getContent().getRetired())
                        .isEmpty(),
                open(names));
    }

    private static <T> List<T> each(Stream<String> names, java.util.function.Function<String, List<T>> read) {
        return names.flatMap(name -> read.apply(name).stream()).toList();
    }

    private Map<Integer, Call> calls() {
        Map<Integer, Call> calls = new TreeMap<>();
        for (Call call : recorded()) {
            if (call.getExternalReference().startsWith(evening.reference())) {
                String number = call.getExternalReference()
                        .substring(evening.reference().length());
                calls.put(Integer.valueOf(number), call);
            }
        }
        return calls;
    }

    /** All calls since the evening began, its own and others. */
    List<Call> recorded() {
        List<Call> recorded = new ArrayList<>();
        String token = "";
        boolean earlier = false;
        do {
            ListCallsRequest request = ListCallsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListCallsResponse page = retries.call(() -> CallServiceGrpc.newBlockingStub(dispatch)
                    .withCallCredentials(cast.dispatcher())
                    .listCalls(request));
            for (Call call : page.getCallsList()) {
                boolean before = Stamps.instant(call.getRecordedAt()).isBefore(evening.startedAt());
                if (!before) {
                    recorded.add(call);
                }
                earlier |= before;
            }
            token = page.getNextPageToken();
        } while (!token.isEmpty() && !earlier);
        return recorded;
    }

    private List<IncidentMerge> merges(Map<Integer, Call> calls, int caller, boolean undone) {
        return Optional.ofNullable(calls.get(caller))
                .map(Call::getIncident)
                .filter(name -> !name.isEmpty())
                .map(desks.duplicates()::group)
                .map(group -> undone ? group.getUndoneList() : group.getMergesList())
                .orElseGet(List::of);
    }

    private Optional<LocationInput> whereFound(List<MissingSearch> searches) {
        return searches.stream()
                .map(search -> desks.searches()
                        .look(
                                search.getName(),
                                cast.commander(),
                                "The demo checks that it is known where he was found"))
                .filter(shown -> shown.hasFoundPlace())
                .map(shown -> shown.getFoundPlace())
                .findFirst();
    }

    private List<String> open(Set<String> names) {
        List<String> open = new ArrayList<>();
        String token = "";
        do {
            ListOpenWorkRequest request = ListOpenWorkRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListOpenWorkResponse page = retries.call(() -> OversightServiceGrpc.newBlockingStub(dispatch)
                    .withCallCredentials(cast.dispatcher())
                    .listOpenWork(request));
            page.getWorkList().stream()
                    .map(OpenWork::getResource)
                    .filter(names::contains)
                    .forEach(open::add);
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return open;
    }
}
