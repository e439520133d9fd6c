package io.exogenesis.omega.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.machine.Machine;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
    private static final ViewerId VIEWER = new ViewerId("v");

    /** What arrived, by the client's name in CONNECT. */
    private final List<String> arrived = new ArrayList<>();

    private final List<String> seen = new ArrayList<>();

    private Duration passed = Duration.ZERO;

    private SimulatedNetwork network(Weather weather) {
        CoreDoor door = (from, request) -> {
            arrived.add(WireCodec.clientFrame(request.getFirst()).getConnect().getClient());
            return Optional.of(List.of(ServerFrame.newBuilder()
                    .setPushAck(PushAck.newBuilder().setCommittedThroughSeq(arrived.size()))
                    .build()
                    .toByteArray()));
        };
        WireWatch watch = new WireWatch() {
            @Override
            public void sent(ViewerId viewer, List<ClientFrame> frames) {
                seen.add("sent");
            }

            @Override
            public void answered(ViewerId viewer, List<ServerFrame> answers) {
                seen.add("answered");
            }
        };
        return new SimulatedNetwork(new Random(1), weather, door, watch, time -> passed = passed.plus(time));
    }

    private static List<ServerFrame> send(FrameTransport line, String client) {
        return line.exchange(List.of(ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setClient(client))
                .build()));
    }

    private static FrameTransport line(SimulatedNetwork network) {
        return network.line(VIEWER, new Machine("a device"));
    }

    @Test
    void exchange_inFairWeather_arrivesOnceAndIsAnswered() {
        SimulatedNetwork network = network(Weather.FAIR);
        assertThat(send(line(network), "a").getFirst().getPushAck().getCommittedThroughSeq())
                .isEqualTo(1);
        network.heal();
        assertThat(arrived).containsExactly("a");
        assertThat(seen).containsExactly("sent", "answered");
        assertThat(passed).isPositive();
    }

    @Test
    void exchange_lost_neverArrives() {
        SimulatedNetwork network = network(new Weather(100, 0, 0, 0));
        assertThatThrownBy(() -> send(line(network), "a")).isInstanceOf(TransportException.class);
        network.heal();
        assertThat(arrived).isEmpty();
    }

    @Test
    void exchange_late_arrivesBehindItsSendersPatience() {
        SimulatedNetwork network = network(new Weather(0, 100, 0, 0));
        assertThatThrownBy(() -> send(line(network), "a")).isInstanceOf(TransportException.class);
        assertThat(arrived).isEmpty();
        assertThat(network.deliverOne()).contains(VIEWER);
        assertThat(arrived).containsExactly("a");
        assertThat(network.deliverOne()).isEmpty();
    }

    @Test
    void exchange_again_arrivesTwice() {
        SimulatedNetwork network = network(new Weather(0, 0, 100, 0));
        send(line(network), "a");
        network.heal();
        assertThat(arrived).containsExactly("a", "a");
    }

    @Test
    void exchange_mute_arrivesAndIsNotAnswered() {
        SimulatedNetwork network = network(new Weather(0, 0, 0, 100));
        assertThatThrownBy(() -> send(line(network), "a")).isInstanceOf(TransportException.class);
        assertThat(arrived).containsExactly("a");
        assertThat(seen).as("the watch sees what does not arrive").containsExactly("sent", "answered");
    }

    @Test
    void toggle_cutsOffAndConnectsAgain() {
        SimulatedNetwork network = network(Weather.FAIR);
        assertThat(network.toggle(VIEWER)).isTrue();
        assertThatThrownBy(() -> send(line(network), "a")).isInstanceOf(TransportException.class);
        assertThat(network.toggle(VIEWER)).isFalse();
        send(line(network), "b");
        assertThat(arrived).containsExactly("b");
    }
}
