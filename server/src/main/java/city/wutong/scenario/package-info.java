/// Scenarios: folders of data that add applications to a city, read strictly.
@NullMarked
package city.wutong.scenario;

import org.jspecify.annotations.NullMarked;
