package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Gate;
import city.wutong.http.HttpReason;
import city.wutong.http.MediaTypes;
import city.wutong.live.EventStream;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// `/events`: what changes, as it changes, by server-sent events (DESIGN §4.2).
final class EventsResource {
    private static final Set<String> PARAMETERS = Set.of("type", "lastEventId", Call.TENANT);

    private final Tenancy tenancy;
    private final Gate gate;
    private final Semaphore streams;
    private final int mostStreams;
    private final Addressees addressees;

    EventsResource(Tenancy tenancy, Gate gate, int mostStreams, Addressees addressees) {
        this.tenancy = tenancy;
        this.addressees = addressees;
        this.gate = gate;
        this.mostStreams = mostStreams;
        this.streams = new Semaphore(mostStreams);
    }

    Answer follow(Call call) {
        call.parameters().allow(PARAMETERS);
        var context = call.linkContext();
        var types = new LinkedHashSet<String>();
        call.parameters().list("type").forEach(type -> types.add(context.expand(type)));
        var city = tenancy.of(call);
        var wanted = new EventStream.Wanted(context, types, city.notices(addressees));
        var stream = city.events(wanted, () -> !gate.isStill(call.rights(), call.knock()));
        var from = lastEventId(call);
        if (!streams.tryAcquire()) {
            throw Refusal.of(HttpReason.STREAMS_FULL, mostStreams).thrown();
        }
        return Answer.of(
                200,
                new Answer.Stream(
                        MediaTypes.EVENT_STREAM,
                        out -> {
                            try {
                                stream.write(out, from);
                            } finally {
                                streams.release();
                            }
                        }));
    }

    /// Where the client was; empty when it begins. A browser says it in a header; a client that
    /// opens a new stream on purpose can say it in a parameter.
    private static OptionalLong lastEventId(Call call) {
        var text = call.header("last-event-id").or(() -> call.parameters().text("lastEventId"));
        if (text.isEmpty() || text.get().isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long seq = Long.parseLong(text.get());
            if (seq >= 0) {
                return OptionalLong.of(seq);
            }
        } catch (NumberFormatException e) {
            throw refused(text.get());
        }
        throw refused(text.get());
    }

    private static Refused refused(String text) {
        return Refusal.of(
                        HttpReason.PARAMETER_VALUE,
                        "Last-Event-ID",
                        text,
                        "the id of an event of this stream, a number")
                .thrown();
    }
}
