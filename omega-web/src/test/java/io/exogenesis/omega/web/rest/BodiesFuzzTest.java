package io.exogenesis.omega.web.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.web.guard.Leases;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.SyncRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of requests that anybody can send: what is no request is refused in one line. */
class BodiesFuzzTest {

    private static Stream<Arguments> utf8(String... texts) {
        return Stream.of(texts).map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    static Stream<Arguments> frames() {
        byte[] request = SyncRequest.newBuilder()
                .addFrames(ClientFrame.newBuilder()
                        .setConnect(Connect.newBuilder().setProtocol(1).setToken("t")))
                .build()
                .toByteArray();
        byte[] many = new byte[40];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = 0x0a; // an empty frame each
        }
        return Stream.of(request, many, Arrays.copyOf(request, request.length - 1), new byte[] {-1, -1, -1, -1, -1, 1})
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("frames")
    @FuzzTest // must come last
    void sync_anyBytes_framesOrRefused(byte[] data) {
        try {
            assertThat(SyncFrames.read(data, Leases.ample()).getFramesCount()).isBetween(0, SyncFrames.MAX_FRAMES);
        } catch (RefusedException | MalformedMessageException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    static Stream<Arguments> json() {
        return utf8(
                "{\"frames\":[{\"connect\":{\"protocol\":1,\"token\":\"t\"}},{\"push\":{\"contributions\":[{\"seq\":\"1\"}]}}]}",
                "{\"frames\":[{\"connect\":null}],\"unknown\":[{}]}",
                "{\"frames\":[{\"push\":{\"contributions\":[{\"seq\":1e40}]}}]}",
                "{\"frames\":[{\"push\":{\"contributions\":[{\"seq\":\"1e999999999\"}]}}]}",
                "{\"frames\":" + "[".repeat(400) + "]".repeat(400) + "}",
                "\"\\ud800",
                "[".repeat(2_000),
                "{\"a\":1,\"a\":1}",
                "");
    }

    @MethodSource("json")
    @FuzzTest // must come last
    void syncInJson_anyText_framesOrRefused(byte[] data) {
        SyncRequest.Builder request = SyncRequest.newBuilder();
        try {
            SyncFrames.readJson(data, request, Leases.ample());
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    static Stream<Arguments> titles() {
        return utf8(
                "[{\"id\":\"1\",\"title\":\"Heat\",\"year\":1995,\"genres\":[\"Crime\"],\"kind\":\"movie\"}]",
                "[{\"id\":\"1\",\"title\":\"Heat\",\"year\":1e99,\"genres\":{}}]",
                "[null,[],{}]",
                "[".repeat(2_000),
                "{\"code\":5,\"consent\":{\"patterns\":\"yes\"}}",
                "{\"consent\":{\"sample\":true,\"largeSample\":true}}",
                "");
    }

    @MethodSource("titles")
    @FuzzTest // must come last
    void jsonBody_anyText_valuesOrRefused(byte[] data) {
        try {
            assertThat(CatalogueBodies.fromJson(new ByteArrayInputStream(data))).isNotNull();
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        try {
            Bodies.consents(Bodies.object(new ByteArrayInputStream(data)), "consent");
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    static Stream<Arguments> tables() {
        return utf8(
                "movieId,title,genres\n1,\"Heat, \"\"so\"\" (1995)\",Crime|Drama\n",
                "\ufeffid,title,year,kind\n1,Heat,1995,series\n\n",
                "id,title\n1,\"open\n",
                "id,title\n1,T (9999)\n",
                "");
    }

    @MethodSource("tables")
    @FuzzTest // must come last
    void csvBody_anyText_titlesOrRefused(byte[] data) throws IOException {
        try {
            assertThat(CatalogueBodies.fromCsv(new BufferedReader(new StringReader(new String(data, UTF_8)))))
                    .isNotNull();
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
