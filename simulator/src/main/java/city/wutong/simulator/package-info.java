/// A city from files: it plays recorded days, or invents stations, and sends them to Wutong from
/// outside, as any NGSI-LD client would.
@NullMarked
package city.wutong.simulator;

import org.jspecify.annotations.NullMarked;
