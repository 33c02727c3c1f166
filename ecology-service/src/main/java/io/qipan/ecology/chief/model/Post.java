package io.qipan.ecology.chief.model;

/** What somebody is appointed to; see {@code qipan.ecology.v1.Appointment.Post}. */
public enum Post {
    CHIEF,
    POLICE_CHIEF
}
