package io.qipan.ecology.procedure;

import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockExtension;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import io.qipan.ecology.procedure.model.ClockSetting.Longest;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.procedure.model.ClockState;
import io.qipan.ecology.procedure.model.ClockState.Lapsed;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.ecology.procedure.model.ClockState.Stopped;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Clocks on the wire, in storage and in the model. */
public final class ClockMessages {

    private ClockMessages() {}

    /** A clock of a case, {@code cases/{uuid}}. */
    public static io.qipan.proto.ecology.v1.Clock message(String caseName, Clock clock) {
        ClockSetting setting = clock.setting();
        io.qipan.proto.ecology.v1.Clock.Builder message = io.qipan.proto.ecology.v1.Clock.newBuilder()
                .setCase(caseName)
                .setNumber(clock.number())
                .setKind(io.qipan.proto.ecology.v1.Clock.Kind.valueOf(
                        clock.kind().name()))
                .setState(io.qipan.proto.ecology.v1.Clock.State.valueOf(
                        clock.state().code()))
                .setNameEn(setting.nameEn())
                .setNameZh(setting.nameZh())
                .setStartedAt(Times.message(clock.startedAt()))
                .setDueAt(Times.message(clock.due().at()))
                .setProvisional(clock.due().provisional())
                .setLate(clock.isLate())
                .setLength(setting.length().amount())
                .setUnit(unit(setting.length()))
                .setMovesOn(setting.movesOn())
                .setBasis(setting.basis())
                .setStarts(setting.starts())
                .setStops(setting.stops())
                .setDoubt(setting.doubt())
                .setWindow(setting.nature() == Nature.WINDOW)
                .setPausedByTransfer(setting.pausedByTransfer())
                .setCountedFrom(Times.message(clock.countedFrom()))
                .setCounted(clock.counted().amount())
                .setCountedUnit(unit(clock.counted()))
                .setInForceFrom(setting.inForceFrom().toString())
                .setFromNotice(setting.fromNotice());
        setting.watchers().stream()
                .map(watcher -> io.qipan.proto.ecology.v1.Clock.Watcher.valueOf(watcher.name()))
                .forEach(message::addWatchers);
        setting.extension()
                .ifPresent(
                        longest -> message.setLongestExtension(longest.length().amount())
                                .setLongestAtOnce(longest.atOnce())
                                .setMostExtensions(longest.times())
                                .setExtensionBasis(longest.basis()));
        clock.noticeReceivedAt().map(Times::message).ifPresent(message::setNoticeReceivedAt);
        clock.extensions().stream().map(ClockMessages::message).forEach(message::addExtensions);
        setting.inForceUntil().map(LocalDate::toString).ifPresent(message::setInForceUntil);
        since(clock.state()).map(Times::message).ifPresent(message::setStateSince);
        if (clock.state() instanceof Paused paused) {
            message.setDaysLeft(paused.daysLeft());
        }
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.Clock.Unit unit(Length length) {
        return io.qipan.proto.ecology.v1.Clock.Unit.valueOf(length.unit().name());
    }

    private static Optional<Instant> since(ClockState state) {
        return switch (state) {
            case Running _ -> Optional.empty();
            case Paused paused -> Optional.of(paused.at());
            case Overdue overdue -> Optional.of(overdue.noticedAt());
            case Stopped stopped -> Optional.of(stopped.at());
            case Lapsed lapsed -> Optional.of(lapsed.noticedAt());
        };
    }

    private static io.qipan.proto.ecology.v1.ClockExtension message(ClockExtension extension) {
        return io.qipan.proto.ecology.v1.ClockExtension.newBuilder()
                .setFurther(extension.further().amount())
                .setBasis(extension.basis())
                .setReason(extension.reason())
                .setBy(extension.by())
                .setAt(Times.message(extension.at()))
                .setUntil(Times.message(extension.until()))
                .build();
    }

    /** A clock as it was once told. */
    public static Clock clock(io.qipan.proto.ecology.v1.Clock message) {
        return new Clock(
                message.getNumber(),
                setting(message),
                Times.instant(message.getStartedAt()),
                Times.instant(message.getCountedFrom()),
                message.hasNoticeReceivedAt()
                        ? Optional.of(Times.instant(message.getNoticeReceivedAt()))
                        : Optional.empty(),
                new Length(
                        message.getCounted(),
                        Length.Unit.valueOf(message.getCountedUnit().name())),
                new Due(Times.instant(message.getDueAt()), message.getProvisional()),
                state(message),
                message.getExtensionsList().stream()
                        .map(extension -> extension(message, extension))
                        .toList());
    }

    private static ClockSetting setting(io.qipan.proto.ecology.v1.Clock message) {
        Length.Unit unit = Length.Unit.valueOf(message.getUnit().name());
        return new ClockSetting(
                ClockKind.valueOf(message.getKind().name()),
                message.getNameEn(),
                message.getNameZh(),
                new Length(message.getLength(), unit),
                message.getMovesOn(),
                message.getBasis(),
                LocalDate.parse(message.getInForceFrom()),
                Optional.of(message.getInForceUntil())
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse),
                message.getStarts(),
                message.getStops(),
                message.getWindow() ? Nature.WINDOW : Nature.DUTY,
                message.getPausedByTransfer(),
                message.getFromNotice(),
                message.getWatchersList().stream()
                        .map(watcher -> Watcher.valueOf(watcher.name()))
                        .toList(),
                message.getLongestExtension() == 0 ? Optional.empty() : Optional.of(longest(message, unit)),
                message.getDoubt());
    }

    /** A clock that was kept before steps of an extension were known takes the whole at once. */
    private static Longest longest(io.qipan.proto.ecology.v1.Clock message, Length.Unit unit) {
        int all = message.getLongestExtension();
        return new Longest(
                new Length(all, unit),
                message.getLongestAtOnce() == 0 ? all : message.getLongestAtOnce(),
                message.getMostExtensions() == 0 ? all : message.getMostExtensions(),
                message.getExtensionBasis());
    }

    private static ClockState state(io.qipan.proto.ecology.v1.Clock message) {
        Instant since = Times.instant(message.getStateSince());
        return switch (message.getState()) {
            case RUNNING -> new Running();
            case PAUSED -> new Paused(since, message.getDaysLeft());
            case OVERDUE -> new Overdue(since);
            case STOPPED -> new Stopped(since);
            case LAPSED -> new Lapsed(since);
            case STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("Unknown state of a clock: " + message.getState());
        };
    }

    private static ClockExtension extension(
            io.qipan.proto.ecology.v1.Clock clock, io.qipan.proto.ecology.v1.ClockExtension message) {
        return new ClockExtension(
                new Length(
                        message.getFurther(),
                        Length.Unit.valueOf(clock.getUnit().name())),
                message.getBasis(),
                message.getReason(),
                message.getBy(),
                Times.instant(message.getAt()),
                Times.instant(message.getUntil()));
    }
}
