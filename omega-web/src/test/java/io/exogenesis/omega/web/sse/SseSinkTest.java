package io.exogenesis.omega.web.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.stream.Announcement;
import io.exogenesis.omega.core.stream.EventId;
import io.exogenesis.omega.model.Priority;
import org.junit.jupiter.api.Test;

class SseSinkTest {
    private static String data(Announcement.What what) {
        return SseSink.data(new Announcement(new EventId("a\"bank", 7), 5, what));
    }

    @Test
    void data_eachKind_hasItsOwnMembers() {
        assertThat(data(new Announcement.Published(3, 1, true)))
                .isEqualTo("{\"bankId\":\"a\\\"bank\",\"version\":5,\"round\":7,"
                        + "\"upserts\":3,\"removals\":1,\"itemModelPublished\":true}");
        assertThat(data(new Announcement.Behind())).endsWith("\"round\":7,\"behind\":true}");
        assertThat(data(new Announcement.Call(Priority.HIGH))).endsWith("\"round\":7,\"priority\":\"HIGH\"}");
    }
}
