package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Post;
import io.qipan.runtime.rpc.Times;

/** Appointments on the wire and in the model. */
final class AppointmentMessages {

    private AppointmentMessages() {}

    static io.qipan.proto.ecology.v1.Appointment message(Appointment appointment) {
        io.qipan.proto.ecology.v1.Appointment.Builder message = io.qipan.proto.ecology.v1.Appointment.newBuilder()
                .setName(appointment.name())
                .setJurisdiction(appointment.seat().jurisdiction())
                .setPost(message(appointment.seat().post()))
                .setAccount(appointment.account())
                .setPerson(appointment.person())
                .setFrom(Times.message(appointment.from()))
                .setBasis(appointment.basis())
                .setEndReason(appointment.endReason())
                .setEtag(Long.toString(appointment.version()));
        appointment.until().map(Times::message).ifPresent(message::setUntil);
        return message.build();
    }

    /** Which post of which jurisdiction is held; nothing of the person. */
    static io.qipan.proto.ecology.v1.Appointment office(Appointment appointment) {
        return io.qipan.proto.ecology.v1.Appointment.newBuilder()
                .setJurisdiction(appointment.seat().jurisdiction())
                .setPost(message(appointment.seat().post()))
                .build();
    }

    static io.qipan.proto.ecology.v1.Appointment.Post message(Post post) {
        return io.qipan.proto.ecology.v1.Appointment.Post.valueOf(post.name());
    }

    static Post post(io.qipan.proto.ecology.v1.Appointment.Post message) {
        return Post.valueOf(message.name());
    }
}
