/// The simulator against a real HTTP server, with the data that ships.
@NullMarked
package city.wutong.simulator;

import org.jspecify.annotations.NullMarked;
