package city.wutong.simulator;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Where a city answers, and how whoever plays readings into it is known there.
///
/// @param address e.g. `http://127.0.0.1:8080`
/// @param key an API key; empty: the city is open
/// @param trusted whose certificates are taken; empty: those that this machine trusts
public record CityDoor(URI address, Optional<String> key, Optional<SSLContext> trusted) {
    /// That of an open city.
    public static CityDoor open(URI address) {
        return new CityDoor(address, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
