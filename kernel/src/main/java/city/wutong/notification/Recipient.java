package city.wutong.notification;

/// Whom a step of a route tells (接收人).
public sealed interface Recipient {
    /// A person.
    ///
    /// @param account the id of their account; never a name
    record Person(String account) implements Recipient {}

    /// Everybody who holds a role for an area, or for one that it lies in.
    ///
    /// @param role its id
    /// @param area its code, or `*` for whoever holds the role for all areas
    record Holders(String role, String area) implements Recipient {}

    /// Whoever is on duty in a post (值班).
    ///
    /// @param post its id
    record OnDuty(String post) implements Recipient {}

    /// An address that its channel understands: of an e-mail, a topic, a robot's group.
    record Address(String text) implements Recipient {}
}
