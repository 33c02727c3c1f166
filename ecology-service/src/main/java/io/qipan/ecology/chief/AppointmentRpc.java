package io.qipan.ecology.chief;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Handover;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.ecology.chief.model.Appointment.Successor;
import io.qipan.proto.ecology.v1.AppointRequest;
import io.qipan.proto.ecology.v1.AppointResponse;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc;
import io.qipan.proto.ecology.v1.EndAppointmentRequest;
import io.qipan.proto.ecology.v1.EndAppointmentResponse;
import io.qipan.proto.ecology.v1.GetAppointmentRequest;
import io.qipan.proto.ecology.v1.GetAppointmentResponse;
import io.qipan.proto.ecology.v1.HandOverPostRequest;
import io.qipan.proto.ecology.v1.HandOverPostResponse;
import io.qipan.proto.ecology.v1.ListAppointmentsRequest;
import io.qipan.proto.ecology.v1.ListAppointmentsResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class AppointmentRpc implements RpcService, AppointmentServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Appointments appointments;
    private final AppointmentLookup lookup;
    private final Appoint appoint;
    private final HandOver handOver;
    private final EndAppointment endAppointment;
    private final LiveChiefs liveChiefs;

    public AppointmentRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Appointments appointments,
            AppointmentLookup lookup,
            Appoint appoint,
            HandOver handOver,
            EndAppointment endAppointment,
            LiveChiefs liveChiefs) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.appointments = appointments;
        this.lookup = lookup;
        this.appoint = appoint;
        this.handOver = handOver;
        this.endAppointment = endAppointment;
        this.liveChiefs = liveChiefs;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(AppointmentServiceGrpc.bindService(this));
    }

    @Override
    public void appoint(AppointRequest request, StreamObserver<AppointResponse> observer) {
        Answer.unary(observer, () -> {
            AppointResponse response = unitOfWork.once(RequestKey.of(request), AppointResponse.parser(), () -> {
                Instant now = Times.now(clock);
                return AppointResponse.newBuilder()
                        .setAppointment(AppointmentMessages.message(appoint.appoint(begun(request, now), now)))
                        .build();
            });
            liveChiefs.refresh();
            return response;
        });
    }

    private static Appointment begun(AppointRequest request, Instant now) {
        Instant from = request.hasFrom() ? Times.instant(request.getFrom()) : now;
        Optional<Instant> until =
                request.hasUntil() ? Optional.of(Times.instant(request.getUntil())) : Optional.empty();
        if (until.isPresent() && !until.get().isAfter(from)) {
            String wrong = "until is " + until.get() + ", it must be after from, " + from + ".";
            throw Refusal.of(Reason.INVALID_FIELD, wrong)
                    .withViolations(List.of(new Violation("until", wrong)))
                    .asException();
        }
        return new Appointment(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                new Seat(request.getJurisdiction(), AppointmentMessages.post(request.getPost())),
                request.getAccount(),
                request.getPerson(),
                from,
                until,
                request.getBasis(),
                "");
    }

    @Override
    public void handOverPost(HandOverPostRequest request, StreamObserver<HandOverPostResponse> observer) {
        Answer.unary(observer, () -> {
            HandOverPostResponse response =
                    unitOfWork.once(RequestKey.of(request), HandOverPostResponse.parser(), () -> {
                        Instant now = Times.now(clock);
                        Handover handover = handOver.handOver(
                                request.getName(),
                                request.getEtag(),
                                new Successor(
                                        UuidCreator.getTimeOrderedEpoch(),
                                        request.getAccount(),
                                        request.getPerson(),
                                        request.getBasis()),
                                request.hasAt() ? Times.instant(request.getAt()) : now,
                                request.getReason(),
                                now);
                        return HandOverPostResponse.newBuilder()
                                .setEnded(AppointmentMessages.message(handover.ended()))
                                .setBegun(AppointmentMessages.message(handover.begun()))
                                .build();
                    });
            liveChiefs.refresh();
            return response;
        });
    }

    @Override
    public void endAppointment(EndAppointmentRequest request, StreamObserver<EndAppointmentResponse> observer) {
        Answer.unary(observer, () -> {
            EndAppointmentResponse response =
                    unitOfWork.once(RequestKey.of(request), EndAppointmentResponse.parser(), () -> {
                        Instant now = Times.now(clock);
                        Instant at = request.hasAt() ? Times.instant(request.getAt()) : now;
                        return EndAppointmentResponse.newBuilder()
                                .setAppointment(AppointmentMessages.message(endAppointment.end(
                                        request.getName(), request.getEtag(), at, request.getReason(), now)))
                                .build();
                    });
            liveChiefs.refresh();
            return response;
        });
    }

    @Override
    public void getAppointment(GetAppointmentRequest request, StreamObserver<GetAppointmentResponse> observer) {
        Answer.unary(
                observer,
                () -> GetAppointmentResponse.newBuilder()
                        .setAppointment(
                                AppointmentMessages.message(unitOfWork.read(() -> lookup.get(request.getName()))))
                        .build());
    }

    @Override
    public void listAppointments(ListAppointmentsRequest request, StreamObserver<ListAppointmentsResponse> observer) {
        Answer.unary(observer, () -> {
            Appointments.Filter filter = new Appointments.Filter(
                    Optional.of(request.getOptionalJurisdiction()).filter(name -> !name.isEmpty()),
                    Optional.of(request.getOptionalAccount()).filter(account -> !account.isEmpty()));
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "appointments " + filter);
            Optional<UUID> before = page.after(UUID::fromString);
            List<Appointment> found = unitOfWork.read(() -> appointments.list(filter, before, page.size() + 1));
            return ListAppointmentsResponse.newBuilder()
                    .addAllAppointments(page.cut(found).stream()
                            .map(AppointmentMessages::message)
                            .toList())
                    .setNextPageToken(
                            page.next(found, appointment -> appointment.id().toString()))
                    .build();
        });
    }
}
