package io.exogenesis.omega.viewer.internal.sync;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.viewer.KindsInWords;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.util.Base64;
import java.util.List;

/** The messages of a sync as their owner reads them. The JSON is made from the message itself, so that no field can be left out. */
public final class OutgoingMessages {
    private OutgoingMessages() {}

    /** One for each contribution, in order. */
    public static List<OutgoingMessage> of(List<PushPatterns> messages) {
        return messages.stream()
                .flatMap(push -> push.getContributionsList().stream())
                .map(OutgoingMessages::of)
                .toList();
    }

    private static OutgoingMessage of(Contribution c) {
        String json = object(c).toString();
        return switch (c.getPayloadCase()) {
            case PATTERN -> new OutgoingMessage(OutgoingMessage.Kind.PATTERN, c.getSeq(), pattern(c), json);
            case SAMPLE ->
                new OutgoingMessage(
                        OutgoingMessage.Kind.SAMPLE,
                        c.getSeq(),
                        "A sample of " + c.getSample().getItemsCount()
                                + " titles that you watched, and how you liked them",
                        json);
            case SESSION ->
                new OutgoingMessage(OutgoingMessage.Kind.SESSION, c.getSeq(), "Counts of one session", json);
            case OUTCOMES ->
                new OutgoingMessage(
                        OutgoingMessage.Kind.OUTCOMES,
                        c.getSeq(),
                        "What became of " + c.getOutcomes().getItemsCount() + " titles that you were shown",
                        json);
            case PAYLOAD_NOT_SET -> throw new ViewerException("the outbox holds a contribution without content");
        };
    }

    private static String pattern(Contribution c) {
        try {
            ExogenesisPattern p = WireCodec.fromWire(c.getPattern());
            StringBuilder line = new StringBuilder(
                    "A pattern of " + KindsInWords.of(p.taskType()) + ", from " + p.items() + " titles");
            p.context().timeOfDay().ifPresent(time -> line.append(", ").append(time));
            p.context().approach().ifPresent(approach -> line.append(", ").append(approach));
            if (!p.context().genres().isEmpty()) {
                line.append(": ").append(String.join(", ", p.context().genres()));
            }
            return line.toString();
        } catch (MalformedMessageException e) {
            throw new ViewerException("a pattern of the outbox cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonObject object(Message message) {
        JsonObject json = new JsonObject();
        message.getAllFields().forEach((field, value) -> {
            if (field.isRepeated()) {
                JsonArray list = new JsonArray();
                ((List<?>) value).forEach(one -> list.add(element(one)));
                json.add(field.getJsonName(), list);
            } else {
                json.add(field.getJsonName(), element(value));
            }
        });
        return json;
    }

    private static JsonElement element(Object value) {
        return switch (value) {
            case Message m -> object(m);
            case ByteString b -> new JsonPrimitive(Base64.getEncoder().encodeToString(b.toByteArray()));
            case EnumValueDescriptor e -> new JsonPrimitive(e.getName());
            case Boolean b -> new JsonPrimitive(b);
            case Number n -> new JsonPrimitive(n);
            default -> new JsonPrimitive(value.toString());
        };
    }
}
