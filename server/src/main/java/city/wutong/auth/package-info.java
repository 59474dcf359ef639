/// Who asks: accounts and how their people sign in, sessions, what they hold, keys of machines, and
/// the gate that finds out from a request.
@NullMarked
package city.wutong.auth;

import org.jspecify.annotations.NullMarked;
