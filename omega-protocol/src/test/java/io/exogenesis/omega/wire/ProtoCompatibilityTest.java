package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.exogenesis.omega.wire.v1.ClientFrame;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published contract changes by addition only. {@code omega_sync.frozen.txt} lists every field and enum value that was
 * ever published; viewers in other languages were written from it.
 */
class ProtoCompatibilityTest {
    private static final Set<String> NOW = new TreeSet<>();
    private static final Set<String> RESERVED = new TreeSet<>();
    private static Set<String> frozen;

    @BeforeAll
    static void read() throws Exception {
        var file = ClientFrame.getDescriptor().getFile();
        file.getMessageTypes().forEach(ProtoCompatibilityTest::addMessage);
        file.getEnumTypes().forEach(ProtoCompatibilityTest::addEnum);
        try (InputStream in = ProtoCompatibilityTest.class.getResourceAsStream("omega_sync.frozen.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            frozen = new TreeSet<>(lines.stream()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList());
        }
    }

    // Renaming, renumbering or retyping a field breaks every viewer in the field: this test is the only guard.
    @Test
    void proto_everythingEverPublished_isStillThereOrReserved() {
        assertThat(frozen).hasSizeGreaterThan(100);
        assertThat(frozen)
                .allSatisfy(line -> assertThat(NOW.contains(line)
                                || RESERVED.contains(line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1))))
                        .as("published, but changed or removed without reserving its number: " + line)
                        .isTrue());
    }

    @Test
    void proto_everythingNew_isFrozenBeforeItIsPublished() {
        Set<String> fresh = new TreeSet<>(NOW);
        fresh.removeAll(frozen);
        assertThat(fresh).as("lines to add to omega_sync.frozen.txt").isEmpty();
    }

    private static void addMessage(Descriptor message) {
        for (FieldDescriptor field : message.getFields()) {
            String type = switch (field.getJavaType()) {
                case MESSAGE -> field.getMessageType().getFullName();
                case ENUM -> field.getEnumType().getFullName();
                default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
            };
            String oneof = field.getContainingOneof() == null
                    ? ""
                    : " oneof " + field.getContainingOneof().getName();
            NOW.add(message.getFullName() + " " + field.getNumber() + " " + field.getName() + " "
                    + (field.isRepeated() ? "repeated " : "") + (field.isPacked() ? "packed " : "") + type + oneof);
        }
        for (ReservedRange range : message.toProto().getReservedRangeList()) {
            for (int n = range.getStart(); n < range.getEnd(); n++) {
                RESERVED.add(message.getFullName() + " " + n);
            }
        }
        message.getNestedTypes().forEach(ProtoCompatibilityTest::addMessage);
        message.getEnumTypes().forEach(ProtoCompatibilityTest::addEnum);
    }

    private static void addEnum(EnumDescriptor type) {
        type.getValues().forEach(v -> NOW.add(type.getFullName() + " " + v.getNumber() + " " + v.getName()));
        type.toProto().getReservedRangeList().forEach(range -> {
            for (int n = range.getStart(); n <= range.getEnd(); n++) {
                RESERVED.add(type.getFullName() + " " + n);
            }
        });
    }
}
