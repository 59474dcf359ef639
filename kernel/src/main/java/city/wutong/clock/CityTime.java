package city.wutong.clock;

import city.wutong.context.OwnPatch;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The city clock (DESIGN §4.2): what rules measure silence and duration by. The system's in life,
/// the replay's own during a replay.
///
/// It is an entity, so that its ticks have their place in the order of changes, and rules that are
/// asked again after a crash answer the same.
///
/// @param time what the clock says; in life it is not used
/// @param speed seconds of the city a second of the office
public record CityTime(Mode mode, Instant time, double speed) {
    /// The one entity that is the clock of a tenant.
    public static final String ID = "urn:ngsi-ld:CityClock:city";

    public static final CityTime LIVE = new CityTime(Mode.LIVE, Instant.EPOCH, 1);

    private static final String MODE = "mode";
    private static final String TIME = "time";
    private static final String SPEED = "speed";

    /// How it goes.
    public enum Mode {
        /// With the office clock.
        LIVE,
        /// By the ticks of a replay.
        REPLAY,
        /// Not at all: a replay has ended or was stopped.
        PAUSED;

        /// As it is written, e.g. `replay`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Mode> ofWord(String word) {
            for (var mode : values()) {
                if (mode.word().equals(word)) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }
    }

    /// What the clock says when the office clock says this.
    public Instant now(Instant office) {
        return mode == Mode.LIVE ? office : time;
    }

    public Instant now(Clock office) {
        return now(office.instant());
    }

    /// The clock that an entity is; in life when there is none.
    public static CityTime of(Optional<Entity> entity) {
        if (entity.isEmpty()) {
            return LIVE;
        }
        var clock = OwnRead.of(entity.get());
        return LIVE.with(clock.attribute(MODE))
                .with(clock.attribute(TIME))
                .with(clock.attribute(SPEED));
    }

    private CityTime with(Optional<Attribute> attribute) {
        return attribute.map(this::with).orElse(this);
    }

    /// The clock after one of its attributes was set.
    public CityTime with(Attribute attribute) {
        return switch (LdContext.CORE.compact(attribute.name())) {
            case MODE ->
                    new CityTime(
                            Mode.ofWord(textOf(attribute.content())).orElse(mode), time, speed);
            case TIME -> new CityTime(mode, Instant.parse(textOf(attribute.content())), speed);
            case SPEED -> new CityTime(mode, time, speedOf(attribute.content()));
            default -> this;
        };
    }

    private double speedOf(Json content) {
        return content instanceof Json.Num number ? number.asDouble() : speed;
    }

    private static String textOf(Json content) {
        return content instanceof Json.Str(var text) ? text : "";
    }

    /// The entity that this clock is.
    public EntityPatch patch() {
        return OwnPatch.of(OwnType.CITY_CLOCK)
                .property(MODE, mode.word())
                .property(TIME, time)
                .property(SPEED, Json.of(speed))
                .patch();
    }
}
