package io.qipan.ecology.registry.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the register knows of a subject by its kind; see the messages of the same names in the contract. */
public sealed interface Details {

    SubjectKind kind();

    record Enterprise(
            String creditCode,
            String industry,
            String dischargePermit,
            boolean discharges,
            boolean accidentProne,
            boolean emergencyPlan)
            implements Details {
        @Override
        public SubjectKind kind() {
            return SubjectKind.ENTERPRISE;
        }
    }

    record Outfall(
            Category category,
            Channel channel,
            String receivingWater,
            List<String> responsibleBodies,
            String approval,
            boolean affectsFloodControl,
            boolean waterAuthorityHeard,
            Monitoring monitoring,
            Optional<ZoneQuality> zoneQuality,
            boolean inDrinkingWaterZone,
            boolean inProtectedWater)
            implements Details {

        public enum Category {
            INDUSTRIAL,
            URBAN_SEWAGE_PLANT,
            AGRICULTURAL,
            OTHER
        }

        public enum Channel {
            DIRECT,
            PIPE,
            DITCH,
            CULVERT
        }

        public enum Monitoring {
            WITHOUT,
            BY_HAND,
            AUTOMATIC
        }

        public enum ZoneQuality {
            KEPT,
            MISSED
        }

        public Outfall {
            responsibleBodies = List.copyOf(responsibleBodies);
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.OUTFALL;
        }
    }

    record PumpHouse(Purpose purpose, String water, String waterPermit, boolean fishScreen) implements Details {

        public enum Purpose {
            IRRIGATION,
            WATER_SUPPLY,
            DRAINAGE,
            OTHER
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.PUMP_HOUSE;
        }
    }

    record FishingHousehold(String fishingLicence, boolean gaveUp, String village, List<String> gear)
            implements Details {

        public FishingHousehold {
            gear = List.copyOf(gear);
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.FISHING_HOUSEHOLD;
        }
    }

    record Boat(
            Use use,
            String registration,
            double lengthM,
            double engineKw,
            String owner,
            Optional<LocalDate> certificateUntil)
            implements Details {

        public enum Use {
            FISHING,
            CARGO,
            TOURISM,
            WORK,
            OTHER
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.BOAT;
        }
    }

    record HighRiskPlace(Danger danger, int incidents, String note) implements Details {

        public enum Danger {
            WILDFIRE,
            DROWNING,
            ILLEGAL_FISHING,
            ILLEGAL_HUNTING,
            DUMPING,
            SAND_MINING,
            BIRD_GATHERING,
            OTHER
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.HIGH_RISK_PLACE;
        }
    }
}
