/// Cases: types as data, decided in the writer into events, from which the case evolves.
@NullMarked
package city.wutong.cases;

import org.jspecify.annotations.NullMarked;
