/// What is kept of people and machines: accounts, credentials, sessions, grants, keys, who works
/// where and when. It is held in memory, because every request is decided by it, and written
/// through to the schema `access`.
@NullMarked
package city.wutong.people;

import org.jspecify.annotations.NullMarked;
