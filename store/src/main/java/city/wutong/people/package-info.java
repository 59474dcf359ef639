/// The people of a city in PostgreSQL: one schema for all tenants.
@NullMarked
package city.wutong.people;

import org.jspecify.annotations.NullMarked;
