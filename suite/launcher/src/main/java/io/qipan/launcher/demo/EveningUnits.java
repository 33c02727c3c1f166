package io.qipan.launcher.demo;

import io.qipan.launcher.UserError;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Units as they are recommended, sent and set out. */
final class EveningUnits {

    private final Desk desk;
    private final Narrator narrator;

    EveningUnits(Desk desk, Narrator narrator) {
        this.desk = desk;
        this.narrator = narrator;
    }

    /** Who is recommended is sent. */
    List<Order> send(String incident, List<Need> needs, String instruction) {
        RecommendUnitsResponse recommendation = desk.recommend(incident, needs);
        narrator.recommended(recommendation);
        Set<String> units = new LinkedHashSet<>();
        recommendation.getUnitsList().stream().map(RecommendedUnit::getUnit).forEach(units::add);
        int wanted = needs.stream().mapToInt(Need::getCount).sum();
        if (units.size() < wanted) {
            throw new UserError("Only " + units.size() + " units are free, and the story needs " + wanted
                    + ". See ./qipan rpc qipan.dispatch.v1.OversightService/ListOpenWork");
        }
        List<Order> orders = desk.send(incident, units, instruction);
        for (Order order : orders) {
            if (order.getState() != Order.State.SENT) {
                throw new UserError(order.getUnit() + " could not be sent: its order is " + order.getState() + " "
                        + order.getReason());
            }
        }
        return orders;
    }

    void setOut(Order order) {
        Crew crew = desk.crew(order);
        crew.confirmDelivery();
        crew.accept();
        crew.depart();
        narrator.say(order.getUnit() + " accepts and is on the way.");
    }
}
