package city.wutong.organisation;

import city.wutong.access.Area;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One thing that an organisation is made of, as it is kept.
public sealed interface Kept {
    /// What it is known by among its kind.
    String id();

    /// An area that a city has added below a town: a village, a grid.
    ///
    /// @param code its own, unlike those of all other areas
    /// @param parent the code of the area it lies in
    record AddedArea(String code, Text name, String parent, Set<String> aliases) implements Kept {
        public AddedArea {
            aliases = Set.copyOf(aliases);
        }

        @Override
        public String id() {
            return code;
        }

        /// As all areas are.
        public Area area() {
            return new Area(code, name, Optional.of(parent), aliases);
        }
    }

    /// What belongs to one tenant.
    sealed interface OfTenant extends Kept {
        /// The tenant's name.
        String tenant();
    }

    /// A department (部门).
    ///
    /// @param parent the id of the department it belongs to
    /// @param area the code of the area it works in; empty of one that works everywhere
    record Department(
            String id, String tenant, Text name, Optional<String> parent, Optional<String> area)
            implements OfTenant {}

    /// A post (岗位): what somebody in a department is there for.
    ///
    /// @param department its id
    /// @param area the code of the area it is for; empty of one that is for all its department's
    record Post(String id, String tenant, Text name, String department, Optional<String> area)
            implements OfTenant {}

    /// A duty (值班): somebody fills a post from one time to another.
    ///
    /// @param post its id
    /// @param account the id of who is on duty; never a name
    /// @param from the first instant
    /// @param to the first instant after it
    record Duty(String id, String tenant, String post, String account, Instant from, Instant to)
            implements OfTenant {
        /// A duty is no longer than this: who fills a post for good holds a role.
        public static final Duration LONGEST = Duration.ofDays(31);

        /// Whether it is on at that time.
        public boolean isOn(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }

        /// Whether both are on at some time.
        public boolean overlaps(Duty other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }
}
