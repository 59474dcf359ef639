package city.wutong.server;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachableTest {
    private static String host(Map<String, String> options) {
        return Reachable.host(Config.of(new Layers().options(options)).http());
    }

    @Test
    void a_city_is_told_by_its_name_then_by_the_address_it_is_bound_to() {
        assertThat(host(Map.of("bind", "0.0.0.0", "http.hosts", "brain.example.org")))
                .isEqualTo("brain.example.org");
        assertThat(host(Map.of("bind", "192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(host(Map.of())).isEqualTo("127.0.0.1");
    }

    @Test
    void no_address_is_told_that_stands_for_all() {
        for (var every : new String[] {"0.0.0.0", "::"}) {
            var told = InetAddress.ofLiteral(host(Map.of("bind", every)));
            assertThat(told.isAnyLocalAddress()).isFalse();
        }
    }
}
