package io.qipan.patrol;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.commitment.CommitMeters;
import io.qipan.patrol.commitment.CommitUnits;
import io.qipan.patrol.commitment.CommitmentJournal;
import io.qipan.patrol.commitment.CommitmentPorts;
import io.qipan.patrol.commitment.CommitmentRpc;
import io.qipan.patrol.commitment.Commitments;
import io.qipan.patrol.commitment.FakeCommitments;
import io.qipan.patrol.commitment.ReleaseCommitment;
import io.qipan.patrol.device.DevicePorts;
import io.qipan.patrol.device.DeviceRpc;
import io.qipan.patrol.device.Devices;
import io.qipan.patrol.device.FakeDevices;
import io.qipan.patrol.device.RegisterDevice;
import io.qipan.patrol.device.WithdrawDevice;
import io.qipan.patrol.duty.AskForStrength;
import io.qipan.patrol.grid.ChooseRevision;
import io.qipan.patrol.grid.FakeGrids;
import io.qipan.patrol.grid.GridPorts;
import io.qipan.patrol.grid.GridRpc;
import io.qipan.patrol.grid.Grids;
import io.qipan.patrol.grid.ImportGrid;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.live.LiveMeters;
import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.live.LiveRpc;
import io.qipan.patrol.live.Watches;
import io.qipan.patrol.position.FakePositions;
import io.qipan.patrol.position.PositionDays;
import io.qipan.patrol.position.PositionIntake;
import io.qipan.patrol.position.PositionMeters;
import io.qipan.patrol.position.PositionPorts;
import io.qipan.patrol.position.PositionRpc;
import io.qipan.patrol.position.Positions;
import io.qipan.patrol.position.ReadTrack;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.roster.FakeShifts;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.patrol.roster.ShiftsOnWater;
import io.qipan.patrol.station.FakeStations;
import io.qipan.patrol.station.RegisterStation;
import io.qipan.patrol.station.StationPorts;
import io.qipan.patrol.station.Stations;
import io.qipan.patrol.track.ExportTrack;
import io.qipan.patrol.track.SummarizeTrack;
import io.qipan.patrol.track.TrackRpc;
import io.qipan.patrol.unit.ChangeUnitStatus;
import io.qipan.patrol.unit.FakeKinds;
import io.qipan.patrol.unit.FakeUnits;
import io.qipan.patrol.unit.FindNearestUnits;
import io.qipan.patrol.unit.FleetChange;
import io.qipan.patrol.unit.Kinds;
import io.qipan.patrol.unit.PutUnitKind;
import io.qipan.patrol.unit.RegisterUnit;
import io.qipan.patrol.unit.UnitPorts;
import io.qipan.patrol.unit.UnitRpc;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.UpdateUnit;
import io.qipan.patrol.unit.WaterClaims;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The service put together by hand, over ports of the test's choice. */
public record Patrol(
        UnitOfWork unitOfWork,
        InstantSource clock,
        Journal journal,
        FleetChange fleetChange,
        WaterClaims waterClaims,
        Kinds kinds,
        Stations stations,
        Units units,
        Positions positions,
        Commitments commitments,
        Grids grids,
        Devices devices,
        SimpleMeterRegistry meters) {

    public static final Duration POSITIONS_KEPT = Duration.ofDays(400);

    public static Patrol inMemory(InstantSource clock, FakeJournal journal) {
        FakeStations stations = new FakeStations();
        FakeKinds kinds = new FakeKinds();
        FakeUnits units = new FakeUnits(kinds);
        FakeDeadlines deadlines = new FakeDeadlines();
        FakePositions positions = new FakePositions(units);
        FakeCommitments commitments = new FakeCommitments();
        FakeGrids grids = new FakeGrids();
        FakeDevices devices = new FakeDevices();
        return new Patrol(
                FakeUnitOfWork.over(stations, kinds, units, deadlines, positions, commitments, grids, devices, journal),
                clock,
                journal,
                new AskForStrength(deadlines),
                new ShiftsOnWater(new FakeShifts()),
                kinds,
                stations,
                units,
                positions,
                commitments,
                grids,
                devices,
                new SimpleMeterRegistry());
    }

    public static Patrol onPostgres(UnitOfWork unitOfWork, InstantSource clock) {
        return new Patrol(
                unitOfWork,
                clock,
                new PostgresJournal(clock),
                new AskForStrength(new PostgresDeadlines(clock)),
                new ShiftsOnWater(RosterBoard.shifts()),
                UnitPorts.postgresKinds(),
                StationPorts.postgres(),
                UnitPorts.postgres(),
                PositionPorts.postgres(),
                CommitmentPorts.postgres(),
                GridPorts.postgres(),
                DevicePorts.postgres(),
                new SimpleMeterRegistry());
    }

    public CommitUnits commitUnits() {
        return new CommitUnits(units, commitments, new CommitmentJournal(journal));
    }

    public ReleaseCommitment releaseCommitment() {
        return new ReleaseCommitment(units, commitments, new CommitmentJournal(journal));
    }

    public List<RpcService> services() {
        PositionIntake intake = intake();
        intake.start();
        return services(intake);
    }

    public PositionIntake intake() {
        return new PositionIntake(unitOfWork, positions, new PositionMeters(meters));
    }

    /** Blank until it is refreshed. */
    public LivePicture livePicture() {
        return new LivePicture(unitOfWork, units, clock, new LiveMeters(meters));
    }

    public LiveRpc liveRpc(LivePicture live, Watches watches) {
        return new LiveRpc(live, watches, new LiveMeters(meters), clock);
    }

    public List<RpcService> services(PositionIntake intake) {
        LivePicture live = livePicture();
        return List.of(
                unitRpc(live),
                liveRpc(live, new Watches(live, new LiveMeters(meters), 256)),
                commitmentRpc(),
                gridRpc(),
                new PositionRpc(unitOfWork, clock, positions, days(), intake, POSITIONS_KEPT),
                trackRpc(),
                deviceRpc());
    }

    private PositionDays days() {
        return positions instanceof FakePositions ? PositionPorts.noDays() : PositionPorts.days();
    }

    private TrackRpc trackRpc() {
        ReadTrack track = new ReadTrack(unitOfWork, positions, days());
        return new TrackRpc(clock, new SummarizeTrack(track), new ExportTrack(track), POSITIONS_KEPT);
    }

    private DeviceRpc deviceRpc() {
        return new DeviceRpc(
                unitOfWork,
                clock,
                devices,
                new RegisterDevice(devices, units, journal),
                new WithdrawDevice(devices, journal));
    }

    /** Follows at once, so that a test need not wait. */
    private UnitRpc unitRpc(LivePicture live) {
        return new UnitRpc(
                unitOfWork,
                clock,
                kinds,
                stations,
                units,
                new PutUnitKind(kinds, units, waterClaims, fleetChange, journal),
                new RegisterStation(stations, journal),
                new RegisterUnit(units, kinds, stations, journal),
                new UpdateUnit(units, kinds, stations, waterClaims, fleetChange, journal),
                new ChangeUnitStatus(units, fleetChange, journal),
                new ReportPosition(positions),
                new FindNearestUnits(
                        (search, season, now) -> {
                            live.refresh();
                            return live.nearest(search, season, now);
                        },
                        (place, at) -> (kind, media) -> new InSeason(media)));
    }

    private CommitmentRpc commitmentRpc() {
        return new CommitmentRpc(
                unitOfWork, clock, commitments, commitUnits(), releaseCommitment(), new CommitMeters(meters));
    }

    private GridRpc gridRpc() {
        return new GridRpc(
                unitOfWork,
                clock,
                grids,
                new ChooseRevision(grids),
                new ImportGrid(
                        grids,
                        journal,
                        GridPorts.keepOwned(grids),
                        (present, change, at) -> List.of(),
                        (change, at) -> {}),
                new LiveGrid(unitOfWork, grids));
    }
}
